package dev.docent.transforms.dataset.statistics;

import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import java.util.List;

/** Counts word pieces, and those of them that the vocabulary doesn't know. */
final class PieceCounter {
  private final WordPiece wordPiece;
  private final int unknownId;
  private long unknown;

  PieceCounter(WordPiece wordPiece) {
    this.wordPiece = wordPiece;
    this.unknownId = wordPiece.vocabulary().id(Vocabulary.UNKNOWN);
  }

  /** How many pieces each text has. */
  int[] of(List<String> texts) {
    int[] counts = new int[texts.size()];
    for (int i = 0; i < counts.length; i++) {
      int[] ids = wordPiece.encode(texts.get(i));
      counts[i] = ids.length;
      for (int id : ids) {
        unknown += id == unknownId ? 1 : 0;
      }
    }
    return counts;
  }

  /** Unknown pieces of all texts so far. */
  long unknown() {
    return unknown;
  }
}
