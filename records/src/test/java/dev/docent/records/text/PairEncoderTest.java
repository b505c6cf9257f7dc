package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairEncoderTest {
  private static final Vocabulary VOCABULARY = Vocabulary.ofBase("all-minilm-l6-v2");
  private static final WordPiece WORD_PIECE = new WordPiece(VOCABULARY);
  private final PairEncoder encoder = new PairEncoder(WORD_PIECE, 128);

  @Test
  void packsQueryTitleAndText() {
    Pair pair = encoder.encode("cloud", "the title", "some text");
    assertEquals(
        List.of("[CLS]", "cloud", "[SEP]", "the", "title", "some", "text", "[SEP]"), pieces(pair));
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 1, 1}, pair.segmentIds());
  }

  @Test
  void limitsQueryAndTitle() {
    Pair pair = encoder.encode("cloud ".repeat(80), "title ".repeat(80), "text ".repeat(500));
    List<String> pieces = pieces(pair);
    assertEquals(128, pair.length());
    assertEquals(32, pieces.stream().filter("cloud"::equals).count());
    assertEquals(24, pieces.stream().filter("title"::equals).count());
    assertEquals(34, Arrays.stream(pair.segmentIds()).filter(s -> s == 0).count());
  }

  @Test
  void givesOneWindowToShortAndEmptyText() {
    assertEquals(1, encoder.windows("q", "t", "short", 4).size());
    Pair empty = encoder.windows("", "", "", 4).get(0);
    assertEquals(List.of("[CLS]", "[SEP]", "[SEP]"), pieces(empty));
  }

  @Test
  void overlapsWindowsAndRepeatsTheTitle() {
    List<String> words =
        VOCABULARY.pieces().stream().filter(p -> p.matches("[a-z]{4,}")).limit(300).toList();
    List<Pair> windows = encoder.windows("cloud", "title", String.join(" ", words), 10);
    // 128 less the special pieces, query and title leaves 123 for text; a stride is 111.
    assertEquals(3, windows.size());
    for (Pair window : windows) {
      assertEquals("title", pieces(window).get(3));
    }
    assertEquals(textOf(windows.get(0)).subList(111, 123), textOf(windows.get(1)).subList(0, 12));
    assertEquals(List.of(words.get(299)), last(textOf(windows.get(2))));
  }

  @Test
  void readsNoMoreWindowsThanAskedFor() {
    String text = "word ".repeat(5000);
    for (int max = 1; max <= 5; max++) {
      assertEquals(max, encoder.windows("q", "t", text, max).size());
    }
  }

  @Test
  void firstWindowsAreTheSameWhateverTheLimit() {
    String text = String.join(" ", IntStream.range(0, 999).mapToObj(i -> "n" + i).toList());
    List<Pair> two = encoder.windows("q", "t", text, 2);
    List<Pair> nine = encoder.windows("q", "t", text, 9);
    for (int i = 0; i < two.size(); i++) {
      assertArrayEquals(nine.get(i).inputIds(), two.get(i).inputIds());
    }
  }

  @Test
  void coversTheWholeTextAtAnyLength() {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      int length = 16 + random.nextInt(200);
      int words = random.nextInt(400);
      PairEncoder any = new PairEncoder(WORD_PIECE, length);
      String query = "cloud ".repeat(random.nextInt(40));
      String title = "title ".repeat(random.nextInt(40));
      List<Pair> windows = any.windows(query, title, "word ".repeat(words), Integer.MAX_VALUE);
      String message = "seed " + seed + ", case " + i;
      int covered = 0;
      for (Pair window : windows) {
        assertTrue(window.length() <= length, message);
        covered += (int) pieces(window).stream().filter("word"::equals).count();
      }
      assertTrue(covered >= words, message);
      assertTrue(windows.size() <= words + 1, message);
    }
  }

  @Test
  void refusesIllegalValues() {
    assertThrows(IllegalArgumentException.class, () -> new PairEncoder(WORD_PIECE, 15));
    assertThrows(IllegalArgumentException.class, () -> encoder.windows("q", "t", "x", 0));
  }

  private static List<String> pieces(Pair pair) {
    return Arrays.stream(pair.inputIds()).mapToObj(VOCABULARY::piece).toList();
  }

  private static List<String> textOf(Pair pair) {
    List<String> pieces = pieces(pair);
    return pieces.subList(4, pieces.size() - 1);
  }

  private static List<String> last(List<String> list) {
    return list.subList(list.size() - 1, list.size());
  }
}
