package dev.docent.models.network;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Splits sequences for inference: alike in length, so that little is spent on padding. */
public final class Batches {
  /** Word pieces in a batch, padding included; more than this brings no speed. */
  private static final int PIECES = 4096;

  private Batches() {}

  /**
   * The indices of the pairs, batch by batch, the longest first: memory is then known early, and
   * short ones fill up the end.
   */
  public static List<int[]> byLength(List<Pair> pairs) {
    return byLength(pairs.size(), i -> pairs.get(i).length());
  }

  /** As for pairs, of so many sequences, whose lengths are given. */
  public static List<int[]> byLength(int sequences, IntUnaryOperator lengths) {
    int[] order =
        IntStream.range(0, sequences)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> lengths.applyAsInt(i)).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int start = 0;
    while (start < order.length) {
      int length = Batch.paddedLength(lengths.applyAsInt(order[start]));
      int size = Math.max(1, PIECES / length);
      int end = Math.min(order.length, start + size);
      batches.add(java.util.Arrays.copyOfRange(order, start, end));
      start = end;
    }
    return batches;
  }
}
