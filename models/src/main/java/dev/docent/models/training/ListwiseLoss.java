package dev.docent.models.training;

import dev.docent.models.network.ByName;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax cross-entropy over the passages of a query (ListNet's top-one loss, Cao et al. 2007),
 * averaged over the queries. Groups may differ in size.
 */
final class ListwiseLoss {
  private static final float ABSENT = -1e9f;

  private final Operand<TInt32> rows;
  private final Operand<TFloat32> present;
  private final Operand<TFloat32> targets;
  private final Operand<TFloat32> loss;

  /**
   * Builds the graph.
   *
   * @param scores [pairs], the groups' pairs one after the other
   */
  ListwiseLoss(Ops scope, Operand<TFloat32> scores) {
    Ops tf = scope.withSubScope("loss");
    Shape matrix = Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE);
    rows = tf.placeholder(TInt32.class, Placeholder.shape(matrix));
    present = tf.placeholder(TFloat32.class, Placeholder.shape(matrix));
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(matrix));
    Operand<TFloat32> gathered = tf.gather(scores, rows, tf.constant(0));
    Operand<TFloat32> absent =
        tf.math.mul(tf.math.sub(tf.constant(1f), present), tf.constant(ABSENT));
    Operand<TFloat32> logProbabilities = tf.nn.logSoftmax(tf.math.add(gathered, absent));
    Operand<TFloat32> perQuery =
        tf.math.neg(tf.sum(tf.math.mul(targets, logProbabilities), tf.constant(1)));
    loss = tf.math.mean(perQuery, tf.constant(0));
  }

  /** A scalar. */
  Operand<TFloat32> loss() {
    return loss;
  }

  /** Feeds the layout of some groups; what it returns must stay open until the run is over. */
  Feed feed(Session.Runner runner, List<Group> groups) {
    int width = groups.stream().mapToInt(group -> group.pairs().size()).max().orElse(0);
    int[] row = new int[groups.size() * width];
    float[] there = new float[row.length];
    float[] target = new float[row.length];
    int pair = 0;
    for (int i = 0; i < groups.size(); i++) {
      List<Float> labels = groups.get(i).labels();
      float sum = 0;
      for (float label : labels) {
        sum += label;
      }
      for (int j = 0; j < labels.size(); j++) {
        int cell = i * width + j;
        row[cell] = pair++;
        there[cell] = 1;
        target[cell] = labels.get(j) / sum;
      }
    }
    return feed(runner, Shape.of(groups.size(), width), row, there, target);
  }

  /**
   * Feeds a layout, [queries, passages] in row-major order.
   *
   * @param row which of the scores stands there
   * @param there 1 where there is a passage, else 0
   * @param target what the softmax should be; each query's add up to 1
   */
  Feed feed(Session.Runner runner, Shape shape, int[] row, float[] there, float[] target) {
    Feed feed =
        new Feed(
            TInt32.tensorOf(shape, DataBuffers.of(row, true, false)),
            TFloat32.tensorOf(shape, DataBuffers.of(there, true, false)),
            TFloat32.tensorOf(shape, DataBuffers.of(target, true, false)));
    ByName.feed(runner, rows, feed.rows);
    ByName.feed(runner, present, feed.present);
    ByName.feed(runner, targets, feed.targets);
    return feed;
  }

  /** The tensors fed. */
  static final class Feed implements AutoCloseable {
    private final TInt32 rows;
    private final TFloat32 present;
    private final TFloat32 targets;

    private Feed(TInt32 rows, TFloat32 present, TFloat32 targets) {
      this.rows = rows;
      this.present = present;
      this.targets = targets;
    }

    @Override
    public void close() {
      rows.close();
      present.close();
      targets.close();
    }
  }
}
