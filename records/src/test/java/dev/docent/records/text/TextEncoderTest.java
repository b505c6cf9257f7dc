package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  private static final Vocabulary VOCABULARY = Vocabulary.ofBase("all-minilm-l6-v2");
  private final TextEncoder encoder = new TextEncoder(new WordPiece(VOCABULARY), 128);

  @Test
  void framesAQuery() {
    assertEquals(List.of("[CLS]", "cloud", "[SEP]"), pieces(encoder.query("Cloud")));
    assertEquals(List.of("[CLS]", "[SEP]"), pieces(encoder.query("")));
  }

  @Test
  void cutsALongQueryToAWindow() {
    int[] ids = encoder.query("cloud ".repeat(500));
    assertEquals(128 - PairEncoder.QUERY_PIECES, ids.length);
    assertEquals("[SEP]", pieces(ids).get(ids.length - 1));
  }

  @Test
  void putsTheTitleBeforeTheText() {
    List<int[]> windows = encoder.windows("the title", "some text", 3);
    assertEquals(1, windows.size());
    assertEquals(List.of("[CLS]", "the", "title", "some", "text", "[SEP]"), pieces(windows.get(0)));
  }

  @Test
  void readsLongTextThroughWindowsThatOverlap() {
    List<String> words =
        VOCABULARY.pieces().stream().filter(p -> p.matches("[a-z]{4,}")).limit(150).toList();
    List<int[]> windows = encoder.windows("title", String.join(" ", words), 10);
    // 96 less [CLS], [SEP] and the title leaves 93 for text; a stride is 81.
    assertEquals(2, windows.size());
    assertEquals(96, windows.get(0).length);
    assertEquals("title", pieces(windows.get(1)).get(1));
    assertEquals(words.get(81), pieces(windows.get(1)).get(2));
    assertEquals(words.get(149), pieces(windows.get(1)).get(windows.get(1).length - 2));
    assertArrayEquals(windows.get(0), encoder.windows("title", String.join(" ", words), 1).get(0));
  }

  @Test
  void needsAtLeastOneWindow() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> encoder.windows("t", "text", 0));
    assertTrue(e.getMessage().contains("maxWindows"), e.getMessage());
  }

  private static List<String> pieces(int[] ids) {
    return Arrays.stream(ids).mapToObj(id -> VOCABULARY.pieces().get(id)).toList();
  }
}
