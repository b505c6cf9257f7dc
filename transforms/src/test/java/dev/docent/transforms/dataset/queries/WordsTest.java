package dev.docent.transforms.dataset.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The scheduler places each pod on a node that has room for it.",
        "A value of 0.5 is a good start, but the right one depends on the load.",
        "When the disk is full (90 %), writes are refused until space is freed."
      })
  void knowsProse(String sentence) {
    assertTrue(Words.isProse(sentence));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content documents document document-processing min-redundancy redundancy nodes node group",
        "if (x > 0) { return a[i] == b[i]; } else { throw new Error(); }",
        "-h, --help help for query -T, --timeout int Timeout for the query",
        "$ docker run --rm -it -v $(pwd):/data image:latest /bin/sh -c 'ls'",
        "Home About Contact",
        "12 14 18 22 of 45 61 77 and 90 in 103 117"
      })
  void knowsWhatIsNoProse(String text) {
    assertFalse(Words.isProse(text));
  }

  @Test
  void cleansOffLinksAndMarks() {
    assertEquals(
        "See the guide, then run `it`.".replace("`", " ").replaceAll(" +", " ").replace(" .", "."),
        Words.clean("See the [guide](../a/b.html) , then run `it`. [^1]"));
  }

  @Test
  void trimsPunctuationAround() {
    assertEquals("C++", Words.trim("(C++),"));
    assertEquals("50%", Words.trim("'50%'."));
  }

  @Test
  void countsNoFurtherThanAsked() {
    for (String text : List.of("", " ", "one", " one\ttwo\n", "one two  three")) {
      for (int n = 0; n < 5; n++) {
        assertEquals(Words.count(text) >= n, Words.hasAtLeast(n, text), n + " of '" + text + "'");
      }
    }
  }

  @Test
  void leavesFunctionWordsOffTheEnds() {
    assertEquals(
        List.of("limit", "of", "memory"),
        Words.trimFunctionWords(List.of("the", "limit", "of", "memory", "in", "a")));
  }

  @Test
  void refusesQueriesNobodyWouldType() {
    assertTrue(Words.isTypeable("how to drain a node", 2));
    assertFalse(Words.isTypeable("what is the", 1));
    assertFalse(Words.isTypeable("a{b} = <c>", 1));
    assertFalse(Words.isTypeable("drain ".repeat(60), 1));
  }

  @Test
  void splitsTrimsAndCleansAsTheExpressionsSay() {
    String alphabet = "aZ9 \t\n.,;:!?)([]^`*#|%+-_/\u00b6\u2191\u00e9\u00a0\u00bd\u216b\u4e2dw:/";
    for (long seed = 0; seed < 3000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(
            random.nextInt(12) == 0
                ? List.of("www.x", "HTTP://y", "[a](b)", "\ud83d\ude00").get(random.nextInt(4))
                : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String drawn = text.toString();
      String message = "seed " + seed;
      String stripped = drawn.strip();
      assertEquals(
          stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+")),
          Words.of(drawn),
          message);
      assertEquals(
          stripped.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}%+#]+$", ""),
          Words.trim(drawn),
          message);
      assertEquals(
          drawn
              .replaceAll("!?\\[([^\\]]*)\\]\\([^)\\s]*\\)", "$1")
              .replaceAll("(?i)\\b(?:https?://|www\\.)\\S+", " ")
              .replaceAll("\\[\\^?[\\w ]{1,12}\\]", " ")
              .replaceAll("[`*\u00b6\u2191#|]+", " ")
              .replaceAll("\\s+", " ")
              .replaceAll("\\s+([,.;:!?)])", "$1")
              .strip(),
          Words.clean(drawn),
          message);
    }
  }
}
