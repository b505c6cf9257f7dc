package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PassagesTest {
  private static final String FILLER = "Nothing of interest is said in this sentence. ";

  private static List<String> marked(Passage passage) {
    return passage.highlights().stream()
        .map(highlight -> passage.text().substring(highlight.start(), highlight.end()))
        .toList();
  }

  @Test
  void marksWordsByTheirStem() {
    Passage passage = Passages.of("scaling clusters").whole("Scale a cluster. It scaled!");
    assertEquals(List.of("Scale", "cluster", "scaled"), marked(passage));
  }

  @Test
  void marksNoFunctionWordsBesideASubject() {
    assertEquals(
        List.of("okapi"), marked(Passages.of("what is an okapi").whole("what an okapi it is")));
    assertEquals(List.of("what"), marked(Passages.of("what").whole("what an okapi it is")));
  }

  @Test
  void showsShortTextsWhole() {
    Passage passage = Passages.of("okapi").best("  An\n okapi. ", 100);
    assertEquals("An okapi.", passage.text());
    assertFalse(passage.cutBefore() || passage.cutAfter());
  }

  @Test
  void startsWithTheSentenceThatAnswers() {
    String text = FILLER.repeat(20) + "The okapi eats leaves. " + FILLER.repeat(20);
    Passage passage = Passages.of("okapi").best(text, 120);
    assertTrue(passage.text().startsWith("The okapi eats leaves."), passage.text());
    assertTrue(passage.cutBefore() && passage.cutAfter());
    assertEquals(List.of("okapi"), marked(passage));
  }

  @Test
  void prefersDistinctWordsToRepeats() {
    String text =
        "okapi okapi okapi okapi. " + FILLER.repeat(10) + "An okapi and a zebra. " + FILLER;
    Passage passage = Passages.of("okapi zebra").best(text, 100);
    assertEquals(List.of("okapi", "zebra"), marked(passage));
  }

  @Test
  void showsTheStartWhereNothingMatches() {
    Passage passage = Passages.of("okapi").best(FILLER.repeat(10), 100);
    assertTrue(passage.text().startsWith("Nothing of interest"));
    assertTrue(passage.text().length() <= 100);
    assertEquals(List.of(), passage.highlights());
  }

  @Test
  void staysInBoundsOnAnyText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {
      "okapi", " ", "\n", "zebra.", "\ud83d\ude00", "\u0000", "x", "\ud800", "\u00e9", "'s"
    };
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Passage passage = Passages.of("okapi zebra").best(text.toString(), 50);
      int last = 0;
      for (Passage.Highlight highlight : passage.highlights()) {
        assertTrue(
            highlight.start() >= last && highlight.end() > highlight.start(), "seed " + seed);
        last = highlight.end();
      }
      assertTrue(last <= passage.text().length(), "seed " + seed);
    }
  }
}
