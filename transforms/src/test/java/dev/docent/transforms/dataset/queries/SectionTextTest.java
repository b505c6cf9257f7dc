package dev.docent.transforms.dataset.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.CorpusSection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SectionTextTest {
  @Test
  void endsSentencesAtLinesAndStops() {
    assertEquals(
        List.of("One is here.", "Two, e.g. this, is too.", "A heading", "Three follows."),
        Sentences.of("One is here. Two, e.g. this, is too.\nA heading\n\nThree follows."));
  }

  @Test
  void knowsAbbreviationsAsWholeWordsInAnyCase() {
    for (String end : List.of("e.g.", "i.e.", "etc.", "vs.", "approx.", "(Fig.", "DR.")) {
      String sentence = "As said " + end + " There it goes on.";
      assertEquals(List.of(sentence), Sentences.of(sentence));
    }
    for (String end : List.of("most.", "xetc.", "[no.", "approximately.")) {
      assertEquals(
          List.of("As said " + end, "There it goes on."),
          Sentences.of("As said " + end + " There it goes on."));
    }
  }

  @Test
  void partsASectionOnce() {
    SectionTexts texts = new SectionTexts(20, Words::count);
    CorpusSection section =
        new CorpusSection("a#0", "a", TextSource.SITE, "A", List.of(), "One. Two.");
    assertSame(texts.of(section), texts.of(section));
  }

  @Test
  void growsAWindowThatHoldsItsSentenceAndFits() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SectionText text = text(random.nextInt(1, 30), random);
      int anchor = random.nextInt(text.sentences().size());
      SectionText.Window window = text.around(anchor, random);
      assertTrue(window.from() <= anchor && anchor < window.to(), "seed " + seed);
      assertTrue(Words.count(text.text(window)) <= 20, "seed " + seed);
      boolean whole = window.to() - window.from() == text.sentences().size();
      assertTrue(whole || Words.count(text.text(window)) > 20 - 9, "too short, seed " + seed);
    }
  }

  @Test
  void cutsASentenceThatIsTooLongIntoParts() {
    SectionText text = SectionText.of("word ".repeat(50).strip() + ".", 20, Words::count);
    assertEquals(List.of(20, 20, 10), text.sentences().stream().map(Words::count).toList());
  }

  @Test
  void takesASentenceOut() {
    SectionText text = SectionText.of("One a. Two b. Three c.", 90, Words::count);
    SectionText.Window window = text.aroundGap(1, new SplittableRandom(1));
    assertEquals("One a. Three c.", text.textWithout(window, 1));
  }

  /** Sentences of 1 to 9 words. */
  private static SectionText text(int sentences, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append("Word").append(" word".repeat(random.nextInt(9))).append(".\n");
    }
    return SectionText.of(text.toString(), 20, Words::count);
  }
}
