package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordPieceTest {
  private static final Vocabulary VOCABULARY = Vocabulary.ofBase("all-minilm-l6-v2");
  private static final WordPiece WORD_PIECE = new WordPiece(VOCABULARY);

  @Test
  void cutsWordsIntoTheLongestPieces() {
    assertEquals(List.of("ku", "##ber", "##net", "##es"), pieces("Kubernetes"));
  }

  @Test
  void leavesWhatLooksLikeASpecialTokenAsText() {
    assertEquals(
        List.of("a", "[", "sep", "]", "b", "[", "cl", "##s", "]"), pieces("a [SEP] b [CLS]"));
    assertFalse(
        Arrays.stream(WORD_PIECE.encode("[CLS] [SEP] [PAD] [MASK] [UNK]"))
            .anyMatch(id -> id < 104));
  }

  @Test
  void stopsAtTheLimit() {
    int[] all = WORD_PIECE.encode("Kubernetes in the cloud");
    for (int limit = 0; limit <= all.length + 1; limit++) {
      assertArrayEquals(
          Arrays.copyOf(all, Math.min(limit, all.length)),
          WORD_PIECE.encode("Kubernetes in the cloud", limit));
    }
  }

  @Test
  void takesAnOverlongWordForUnknown() {
    assertEquals(List.of("[UNK]"), pieces("a".repeat(101)));
    assertEquals(List.of("[UNK]", "b"), pieces("a".repeat(101) + " b"));
  }

  @Test
  void removesLoneSurrogates() {
    assertEquals(pieces("ab"), pieces("a\ud800b"));
  }

  @Test
  void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new PairEncoder(WORD_PIECE, 64));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PairEncoder read = (PairEncoder) in.readObject();
      assertArrayEquals(
          WORD_PIECE.encode("Terraform state"), read.wordPiece().encode("Terraform state"));
      assertEquals(VOCABULARY.sha256(), read.wordPiece().vocabulary().sha256());
    }
  }

  @Test
  void cutsAWordAlikeTheFirstTimeAndLater() {
    long seed = 20261201;
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    // More than are remembered, so that words take each other's places.
    for (int i = 0; i < 20_000; i++) {
      words.add(
          random
              .ints(1 + random.nextInt(9), 'a', 'h')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
    }
    WordPiece used = new WordPiece(VOCABULARY);
    used.encode(String.join(" ", words));
    for (String word : words.subList(0, 200)) {
      int[] first = new WordPiece(VOCABULARY).encode(word);
      assertArrayEquals(first, used.encode(word), "seed %d, %s".formatted(seed, word));
      assertEquals(first.length, used.count(word));
    }
  }

  private static List<String> pieces(String text) {
    return Arrays.stream(WORD_PIECE.encode(text)).mapToObj(VOCABULARY::piece).toList();
  }
}
