package dev.docent.transforms.dataset.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadPhraseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          This section describes how to rotate keys. | rotate keys.
          In this guide, we rotate keys. | we rotate keys.
          The table below lists ports. | ports.
          Keys rotate every day. | Keys rotate every day.
          """)
  void leavesOutHowPagesSpeakOfThemselves(String sentence, String rest) {
    assertEquals(rest, LeadPhrase.withoutReferenceToItself(sentence));
  }

  @Test
  void stopsAtAPause() {
    for (long seed = 0; seed < 30; seed++) {
      String phrase =
          LeadPhrase.phrase(
              "Consumer lag grows, when a group reads slower than writers write to it.",
              new SplittableRandom(seed));
      assertEquals("Consumer lag grows", phrase, "seed " + seed);
    }
  }

  @Test
  void hasThreeToTenWords() {
    for (long seed = 0; seed < 30; seed++) {
      String phrase =
          LeadPhrase.phrase(
              "Consumer lag grows whenever some group reads slower than its writers write rows here",
              new SplittableRandom(seed));
      int words = Words.count(phrase);
      assertTrue(words >= 3 && words <= 10, phrase);
    }
  }
}
