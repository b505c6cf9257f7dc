package dev.docent.models.network;

import dev.docent.models.bases.Base;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The BERT encoder (Devlin et al. 2019): embeddings, then blocks of multi-head attention (Vaswani
 * et al. 2017) and a feed-forward network, each with a residual connection and a layer
 * normalization after it.
 */
public final class Encoder {
  /** Added to the attention logit of what must not be seen. */
  private static final float UNSEEN = -1e9f;

  private final Ops tf;
  private final Base base;
  private final Variables variables;
  private final Layers layers;
  private final Inputs inputs;
  private final Interaction interaction;
  private final Dropout dropout;

  /** int32 [2]: batch, sequence. */
  private final Operand<TInt32> shape;

  public Encoder(
      Ops tf,
      Base base,
      Variables variables,
      Inputs inputs,
      Interaction interaction,
      Dropout dropout) {
    this.tf = tf;
    this.base = base;
    this.variables = variables;
    this.layers = new Layers(tf, variables);
    this.inputs = inputs;
    this.interaction = interaction;
    this.dropout = dropout;
    this.shape = tf.shape(inputs.ids());
  }

  /** Builds the graph: the last hidden states, [batch, sequence, hidden]. */
  public Operand<TFloat32> build() {
    Operand<TFloat32> bias = attentionBias();
    Operand<TFloat32> x = embeddings();
    for (int layer = 0; layer < base.layers(); layer++) {
      x = block(x, bias, "bert/encoder/layer_" + layer);
    }
    return tf.reshape(x, shapeWith(base.hidden()));
  }

  private Operand<TFloat32> embeddings() {
    int hidden = base.hidden();
    Operand<TFloat32> words =
        tf.gather(
            variables.get("bert/embeddings/word_embeddings", base.vocabularySize(), hidden),
            inputs.ids(),
            tf.constant(0));
    Operand<TFloat32> sum = tf.math.add(words, segmentEmbeddings());
    sum = tf.math.add(sum, positionEmbeddings());
    Operand<TFloat32> x = tf.reshape(sum, tf.constant(new int[] {-1, hidden}));
    x = layers.layerNorm(x, "bert/embeddings", hidden, base.layerNormEpsilon());
    return dropout.apply(x, rowsBy(hidden));
  }

  /** By a product with the one-hot segments: its gradient is far cheaper than a gather's. */
  private Operand<TFloat32> segmentEmbeddings() {
    Operand<TFloat32> table =
        variables.get("bert/embeddings/token_type_embeddings", 2, base.hidden());
    Operand<TInt32> segments =
        interaction == Interaction.JOINT ? inputs.segments() : tf.zerosLike(inputs.segments());
    Operand<TFloat32> oneHot =
        tf.oneHot(
            tf.reshape(segments, tf.constant(new int[] {-1})),
            tf.constant(2),
            tf.constant(1f),
            tf.constant(0f));
    return tf.reshape(tf.linalg.matMul(oneHot, table), shapeWith(base.hidden()));
  }

  private Operand<TFloat32> positionEmbeddings() {
    Operand<TFloat32> table =
        variables.get("bert/embeddings/position_embeddings", base.maxPositions(), base.hidden());
    if (interaction == Interaction.SEPARATE) {
      return tf.gather(table, separatePositions(), tf.constant(0));
    }
    Operand<TInt32> size =
        tf.concat(
            List.of(
                tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1})),
                tf.constant(new int[] {base.hidden()})),
            tf.constant(0));
    return tf.slice(table, tf.constant(new int[] {0, 0}), size);
  }

  /** The passage begins at position 1: position 0 is that of [CLS], which it hasn't got. */
  private Operand<TInt32> separatePositions() {
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> segments = inputs.segments();
    Operand<TInt32> length =
        tf.squeeze(tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1})));
    Operand<TInt32> all = tf.range(tf.constant(0), length, one);
    Operand<TInt32> queryMask = tf.math.mul(inputs.mask(), tf.math.sub(one, segments));
    Operand<TInt32> queryLength = tf.expandDims(tf.sum(queryMask, tf.constant(1)), tf.constant(1));
    Operand<TInt32> back = tf.math.mul(segments, tf.math.sub(queryLength, one));
    return tf.math.sub(all, back);
  }

  /** [batch, 1, 1 or sequence, sequence]: 0 where a token may look, far below 0 elsewhere. */
  private Operand<TFloat32> attentionBias() {
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> seen =
        tf.expandDims(tf.expandDims(inputs.mask(), tf.constant(1)), tf.constant(1));
    if (interaction == Interaction.SEPARATE) {
      Operand<TInt32> columns =
          tf.expandDims(tf.expandDims(inputs.segments(), tf.constant(1)), tf.constant(1));
      Operand<TInt32> rows =
          tf.expandDims(tf.expandDims(inputs.segments(), tf.constant(1)), tf.constant(3));
      seen = tf.math.mul(seen, tf.dtypes.cast(tf.math.equal(rows, columns), TInt32.class));
    }
    Operand<TFloat32> hidden = tf.dtypes.cast(tf.math.sub(one, seen), TFloat32.class);
    return tf.math.mul(hidden, tf.constant(UNSEEN));
  }

  private Operand<TFloat32> block(Operand<TFloat32> x, Operand<TFloat32> bias, String name) {
    int hidden = base.hidden();
    Operand<TFloat32> context = attention(x, bias, name + "/attention/self");
    Operand<TFloat32> attended =
        layers.dense(context, name + "/attention/output/dense", hidden, hidden);
    attended = dropout.apply(attended, rowsBy(hidden));
    Operand<TFloat32> middle =
        layers.layerNorm(
            tf.math.add(attended, x), name + "/attention/output", hidden, base.layerNormEpsilon());
    Operand<TFloat32> wide =
        layers.dense(middle, name + "/intermediate/dense", hidden, base.intermediate());
    Operand<TFloat32> narrow =
        layers.dense(
            layers.gelu(wide, base.gelu()), name + "/output/dense", base.intermediate(), hidden);
    narrow = dropout.apply(narrow, rowsBy(hidden));
    return layers.layerNorm(
        tf.math.add(narrow, middle), name + "/output", hidden, base.layerNormEpsilon());
  }

  private Operand<TFloat32> attention(Operand<TFloat32> x, Operand<TFloat32> bias, String name) {
    Operand<TFloat32> query = heads(x, name + "/query");
    Operand<TFloat32> key = heads(x, name + "/key");
    Operand<TFloat32> value = heads(x, name + "/value");
    float scale = (float) (1 / Math.sqrt(base.headWidth()));
    Operand<TFloat32> logits =
        tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true));
    logits = tf.math.add(tf.math.mul(logits, tf.constant(scale)), bias);
    Operand<TFloat32> weights = dropout.apply(tf.nn.softmax(logits), attentionShape());
    Operand<TFloat32> context = tf.train.batchMatMul(weights, value, TFloat32.class);
    Operand<TFloat32> byToken = tf.linalg.transpose(context, tf.constant(new int[] {0, 2, 1, 3}));
    return tf.reshape(byToken, tf.constant(new int[] {-1, base.hidden()}));
  }

  /** [batch, heads, sequence, head width]. */
  private Operand<TFloat32> heads(Operand<TFloat32> x, String name) {
    Operand<TFloat32> all = layers.dense(x, name, base.hidden(), base.hidden());
    return tf.linalg.transpose(
        tf.reshape(all, shapeWith(base.heads(), base.headWidth())),
        tf.constant(new int[] {0, 2, 1, 3}));
  }

  private Operand<TInt32> shapeWith(int... further) {
    return tf.concat(List.of(shape, tf.constant(further)), tf.constant(0));
  }

  private Operand<TInt32> rowsBy(int width) {
    Operand<TInt32> rows = tf.prod(shape, tf.constant(new int[] {0}));
    return tf.stack(List.of(rows, tf.constant(width)));
  }

  private Operand<TInt32> attentionShape() {
    Operand<TInt32> batch = tf.slice(shape, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> length =
        tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    return tf.concat(
        List.of(batch, tf.constant(new int[] {base.heads()}), length, length), tf.constant(0));
  }
}
