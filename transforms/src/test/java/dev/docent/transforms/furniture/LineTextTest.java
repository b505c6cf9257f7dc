package dev.docent.transforms.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {
  /** The same in regular expressions, which were too slow for every line of a site. */
  private static String byPatterns(String text) {
    return text.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .replaceAll("\\p{Nd}+(?:[.,:/-]\\p{Nd}+)*", "0");
  }

  @Test
  void normalisesAsThePatternsDo() {
    long seed = System.nanoTime();
    System.out.println("lines: seed " + seed);
    Random random = new Random(seed);
    String[] pieces = {
      "a", "B", "É", " ", "  ", "\t", "\u00A0", "3", "12", ".", ",", ":", "/", "-", "٣", "𝟗", "x9",
      "é", "调", "\uD835", "(", "'"
    };
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertEquals(byPatterns(text.toString()), LineText.normalised(text.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Copy link",
        "Copied!",
        "Edit this page on GitHub",
        "Was this page helpful?",
        "Yes / No",
        "Next article",
        "Last updated: 3 May 2024",
        "5 min read",
        "© 2024 Example",
        "Copyright 2021 The Authors.",
        "Except where noted, all of it is licensed under CC BY 4.0",
        "Read our cookie policy",
        "Foo. All rights reserved.",
        "Run in Google Colab",
        "Note: We recommend running this in a notebook. Just click \"Run in Google Colab\"."
      })
  void knowsThePhrasesOfAFrame(String text) {
    assertTrue(LineText.isFrame(LineText.normalised(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Copy the file to the server.",
        "In Google Colab you must restart the runtime.",
        "The next step is the deployment.",
        "Licensing is a matter of taste.",
        ""
      })
  void contentIsNone(String text) {
    assertFalse(LineText.isFrame(LineText.normalised(text)));
  }
}
