package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares our tokenizer with HuggingFace's own, on text made to be hard. */
class WordPieceOracleTest {
  private static final WordPiece OURS = new WordPiece(Vocabulary.ofBase("all-minilm-l6-v2"));
  private static HuggingFaceTokenizer theirs;

  @BeforeAll
  static void loadOracle() throws Exception {
    try (InputStream json =
        WordPieceOracleTest.class.getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
      theirs =
          HuggingFaceTokenizer.newInstance(json, Map.of("truncation", "false", "padding", "false"));
    }
  }

  @AfterAll
  static void closeOracle() {
    theirs.close();
  }

  @Test
  void agreesOnHardText() throws Exception {
    List<String> lines;
    try (InputStream in = getClass().getResourceAsStream("hard-texts.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertTrue(lines.size() > 40, "the corpus is there");
    for (String line : lines) {
      assertAgrees(line);
    }
  }

  @Test
  void agreesOnControlAndSpaceCharacters() {
    for (String text :
        List.of(
            "nul\0inside",
            "bell\u0007 and\u001b[0m",
            "tab\tnew\nline\rreturn",
            "nel\u0085here",
            "nbsp\u00a0here",
            "vertical\u000btab form\u000cfeed",
            "zero\u200bwidth\u200djoiner",
            "\ufeffbom",
            "soft\u00adhyphen",
            "line\u2028sep para\u2029sep",
            "ideographic\u3000space",
            "replacement \ufffd here",
            "private\ue000use",
            "del\u007fete",
            "c1\u0099control",
            "word\u2060joiner",
            "\u202eright to left",
            "",
            " ",
            "\n\n")) {
      assertAgrees(text);
    }
  }

  @Test
  void agreesOnEveryCodePoint() {
    List<String> differ = new ArrayList<>();
    int newer = 0;
    for (int block = 0; block < 0x20000; block += 64) {
      StringBuilder text = new StringBuilder();
      for (int c = block; c < block + 64; c++) {
        if (c != ' ' && Character.getType(c) != Character.SURROGATE) {
          text.append('a').appendCodePoint(c).append("b ");
        }
      }
      if (!Arrays.equals(oracle(text.toString()), OURS.encode(text.toString()))) {
        for (int c = block; c < block + 64; c++) {
          String one = "a" + Character.toString(c) + "b";
          if (!Arrays.equals(oracle(one), OURS.encode(one))) {
            if (mayBeNewerThanTheOracle(c)) {
              newer++;
            } else {
              differ.add("U+%04X".formatted(c));
            }
          }
        }
      }
    }
    assertEquals(List.of(), differ);
    assertTrue(newer < 500, "newer than the oracle: " + newer);
  }

  /**
   * The oracle has the categories of Unicode 8: marks, formats and punctuation added since are
   * letters.
   */
  private static boolean mayBeNewerThanTheOracle(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.FORMAT,
          Character.DASH_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          c > 0x7F0;
      // Became a symbol since.
      default -> c == 0x166D;
    };
  }

  @Test
  void agreesOnRandomMixtures() {
    long seed = 20240517;
    Random random = new Random(seed);
    String[] alphabets = {
      "abcdefghijklmnopqrstuvwxyzABCDEFG",
      "éèüñçßøåÅÉİıſ",
      "日本語中文漢字カタカナひらがな한국어",
      " \t\n ",
      ".,;:!?()[]{}#@$%^&*-_+=~`|\\/<>'\"",
      "“”‘’—–…•°™€£",
      "αβγδεζΣς",
      "абвгдЖЙё",
      "🙂🚀👩‍💻",
      "0123456789",
      "e\u0301a\u0308o\u0302\u0327"
    };
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(160);
      for (int j = 0; j < length; j++) {
        String alphabet = alphabets[random.nextInt(3) == 0 ? random.nextInt(alphabets.length) : 0];
        int[] points = alphabet.codePoints().toArray();
        text.appendCodePoint(points[random.nextInt(points.length)]);
        if (random.nextInt(7) == 0) {
          text.append(' ');
        }
      }
      String message = "seed " + seed + ", text " + i;
      assertArrayEquals(oracle(text.toString()), OURS.encode(text.toString()), message);
    }
  }

  @Test
  void agreesAcrossLongTexts() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("Kubernetes pod número ").append(i).append(i % 7 == 0 ? "\n" : " ");
    }
    assertAgrees(text.toString());
    assertAgrees("x".repeat(99) + " " + "x".repeat(100) + " " + "x".repeat(101));
    assertAgrees("é".repeat(100) + " " + "é".repeat(101) + " " + "ab".repeat(2000));
  }

  private static void assertAgrees(String text) {
    assertArrayEquals(oracle(text), OURS.encode(text), () -> "text: " + text);
  }

  private static int[] oracle(String text) {
    return Arrays.stream(theirs.encode(text, false).getIds()).mapToInt(Math::toIntExact).toArray();
  }
}
