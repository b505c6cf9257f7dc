package dev.docent.models.network;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Texts packed as tensors, padded to the longest of them. Holds native memory: close it. */
public final class TextBatch implements AutoCloseable {
  /** The signature's inputs, each int32 [batch, sequence]. */
  public static final String IDS = "text_ids";

  public static final String MASK = "text_mask";

  private final TInt32 ids;
  private final TInt32 mask;

  private TextBatch(TInt32 ids, TInt32 mask) {
    this.ids = ids;
    this.mask = mask;
  }

  /** Placeholders for texts; their names begin with {@code prefix}. */
  public static Inputs placeholders(Ops tf, String prefix) {
    Operand<TInt32> ids = placeholder(tf, prefix + IDS);
    return new Inputs(ids, placeholder(tf, prefix + MASK), tf.zerosLike(ids));
  }

  /**
   * Packs texts.
   *
   * @param texts ids of pieces, without padding
   */
  public static TextBatch of(List<int[]> texts) {
    int longest = texts.stream().mapToInt(text -> text.length).max().orElse(1);
    int length = Batch.paddedLength(longest);
    int[] ids = new int[texts.size() * length];
    int[] mask = new int[ids.length];
    for (int row = 0; row < texts.size(); row++) {
      int[] text = texts.get(row);
      int start = row * length;
      System.arraycopy(text, 0, ids, start, text.length);
      Arrays.fill(mask, start, start + text.length, 1);
    }
    Shape shape = Shape.of(texts.size(), length);
    return new TextBatch(
        TInt32.tensorOf(shape, DataBuffers.of(ids, true, false)),
        TInt32.tensorOf(shape, DataBuffers.of(mask, true, false)));
  }

  /** Feeds a graph's placeholders. */
  public Session.Runner feed(Session.Runner runner, Inputs inputs) {
    return ByName.feed(ByName.feed(runner, inputs.ids(), ids), inputs.mask(), mask);
  }

  /** Feeds inputs by their tensors' names, as a signature gives them. */
  public Session.Runner feed(Session.Runner runner, String idsName, String maskName) {
    return runner.feed(idsName, ids).feed(maskName, mask);
  }

  /** The rows of a matrix [batch, hidden]. */
  public static float[][] rows(TFloat32 matrix) {
    int rows = (int) matrix.shape().get(0);
    int width = (int) matrix.shape().get(1);
    float[][] values = new float[rows][width];
    for (int i = 0; i < rows; i++) {
      matrix.asRawTensor().data().asFloats().slice((long) i * width, width).read(values[i]);
    }
    return values;
  }

  private static Operand<TInt32> placeholder(Ops tf, String name) {
    return tf.withName(name)
        .placeholder(
            TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE)));
  }

  @Override
  public void close() {
    ids.close();
    mask.close();
  }
}
