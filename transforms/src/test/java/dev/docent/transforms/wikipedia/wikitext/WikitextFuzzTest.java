package dev.docent.transforms.wikipedia.wikitext;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WikitextFuzzTest {
  private static final String[] PIECES = {
    "{{",
    "}}",
    "{",
    "}",
    "[[",
    "]]",
    "[",
    "]",
    "{|",
    "|}",
    "\n|-",
    "|",
    "||",
    "!",
    "=",
    "\n==",
    "==\n",
    "\n",
    "\n\n",
    "''",
    "'''",
    "<!--",
    "-->",
    "<ref",
    "<ref>",
    "</ref>",
    "<ref name=a/>",
    "<nowiki>",
    "</nowiki>",
    "<math>",
    "</math>",
    "<pre>",
    "</pre>",
    "<br/>",
    "<",
    ">",
    "/",
    "File:",
    "Category:",
    "de:",
    "http://x ",
    "[http://a b]",
    "lang|",
    "convert|",
    "nowrap|",
    "&nbsp;",
    "&",
    ";",
    "*",
    "#",
    ":",
    "__TOC__",
    "_",
    "word",
    " ",
    "a",
    "\u00e9",
    "\ud83d\ude00",
    "\ud83d",
    "\ue000",
    "quote|text=",
    "(",
    ")",
    ","
  };

  @Test
  void neverThrowsNorHangs() {
    long seed = Long.getLong("docent.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(120);
      for (int i = 0; i < pieces; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String wikitext = text.toString();
      try {
        WikitextParser.parse(wikitext);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "-Ddocent.test.seed=%d, round %d, wikitext: %s".formatted(seed, round, wikitext), e);
      }
    }
  }

  /**
   * Doubling a hostile text must about double the time, so this is quick; quadratic work would take
   * minutes.
   */
  @Test
  void staysLinearOnHostileText() {
    for (String piece : PIECES) {
      for (String second : new String[] {"", "x", "|", "\n", "[["}) {
        String hostile = (piece + second).repeat(100_000 / (piece.length() + second.length()));
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> WikitextParser.parse(hostile),
            () -> "hostile text of '" + piece + second + "'");
      }
    }
  }

  @Test
  void growsNothing() {
    String text = "{{nowrap|".repeat(1000) + "word" + "}}".repeat(1000);
    assertTrue(WikitextParser.parse(text).characters() <= text.length());
  }
}
