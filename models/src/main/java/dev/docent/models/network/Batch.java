package dev.docent.models.network;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/** Pairs packed as tensors, padded to the longest of them. Holds native memory: close it. */
public final class Batch implements AutoCloseable {
  /** Lengths are rounded up to a multiple of this: few shapes, and full vector registers. */
  public static final int LENGTH_STEP = 16;

  private final TInt32 ids;
  private final TInt32 mask;
  private final TInt32 segments;

  private Batch(TInt32 ids, TInt32 mask, TInt32 segments) {
    this.ids = ids;
    this.mask = mask;
    this.segments = segments;
  }

  /**
   * Packs pairs.
   *
   * @param maxLength sequences are padded no longer than this, which no pair exceeds
   */
  public static Batch of(List<Pair> pairs, int maxLength) {
    int longest = pairs.stream().mapToInt(Pair::length).max().orElse(1);
    int length = Math.min(paddedLength(longest), maxLength);
    int[] ids = new int[pairs.size() * length];
    int[] mask = new int[ids.length];
    int[] segments = new int[ids.length];
    for (int row = 0; row < pairs.size(); row++) {
      Pair pair = pairs.get(row);
      int start = row * length;
      System.arraycopy(pair.inputIds(), 0, ids, start, pair.length());
      System.arraycopy(pair.segmentIds(), 0, segments, start, pair.length());
      Arrays.fill(mask, start, start + pair.length(), 1);
    }
    Shape shape = Shape.of(pairs.size(), length);
    return new Batch(tensor(shape, ids), tensor(shape, mask), tensor(shape, segments));
  }

  /** A length rounded up to the next step. */
  public static int paddedLength(int length) {
    return (length + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
  }

  /** Feeds the graph's placeholders. */
  public Session.Runner feed(Session.Runner runner, Inputs inputs) {
    ByName.feed(runner, inputs.ids(), ids);
    ByName.feed(runner, inputs.mask(), mask);
    return ByName.feed(runner, inputs.segments(), segments);
  }

  /** Feeds inputs by their tensors' names, as a signature gives them. */
  public Session.Runner feed(
      Session.Runner runner, String idsName, String maskName, String segmentsName) {
    return runner.feed(idsName, ids).feed(maskName, mask).feed(segmentsName, segments);
  }

  private static TInt32 tensor(Shape shape, int[] values) {
    return TInt32.tensorOf(shape, DataBuffers.of(values, true, false));
  }

  @Override
  public void close() {
    ids.close();
    mask.close();
    segments.close();
  }
}
