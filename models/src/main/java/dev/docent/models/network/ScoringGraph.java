package dev.docent.models.network;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Weights;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TFloat32;

/** The networks for inference alone, with the session that holds their variables. */
public final class ScoringGraph implements AutoCloseable {
  public static final String SCORE = "score";

  private final Graph graph = new Graph();
  private final Session session;
  private final Inputs inputs;
  private final Operand<TFloat32> states;
  private final Operand<TFloat32> score;
  private final @Nullable Inputs texts;
  private final @Nullable Operand<TFloat32> embedding;
  private final Saver saver;
  private final GraphDef definition;
  private final Part scorer;
  private final @Nullable Part encoder;

  /** The variables of one of the networks, with what sets them. */
  private record Part(Initializer initializer, Saver saver) {
    static Part of(Ops tf, Variables variables) {
      return new Part(new Initializer(tf, variables), Saver.of(tf, variables));
    }
  }

  /** The cross-encoder alone. */
  public ScoringGraph(Base base, Interaction interaction) {
    this(base, interaction, false);
  }

  /**
   * Both networks, or one.
   *
   * @param embeds whether a sentence encoder of the same base, with weights of its own, is there
   */
  public ScoringGraph(Base base, Interaction interaction, boolean embeds) {
    this(base, interaction, embeds, Precision.FLOAT32);
  }

  /**
   * Both networks, or one.
   *
   * @param precision in which scores and vectors are computed
   */
  public ScoringGraph(Base base, Interaction interaction, boolean embeds, Precision precision) {
    Ops tf = Ops.create(graph);
    Variables variables = new Variables(tf);
    inputs = Inputs.placeholders(tf);
    states = new Encoder(tf, base, variables, inputs, interaction, Dropout.NONE).build();
    Operand<TFloat32> raw = RankingHead.build(tf, base, variables, inputs, interaction, states);
    score = tf.withName(SCORE).identity(raw);
    Variables encoderVariables = new Variables(tf, SentenceEncoder.PREFIX);
    if (embeds) {
      texts = TextBatch.placeholders(tf, "");
      Operand<TFloat32> unit =
          SentenceEncoder.build(tf, base, encoderVariables, texts, Dropout.NONE);
      embedding = tf.withName(SentenceEncoder.EMBEDDING).identity(unit);
    } else {
      texts = null;
      embedding = null;
    }
    saver = Saver.of(tf, variables, encoderVariables);
    // Taken before what sets the parts comes in: the exported graph needs none of it.
    definition = graph.toGraphDef();
    scorer = Part.of(tf.withSubScope("scorer"), variables);
    encoder = embeds ? Part.of(tf.withSubScope("encoder"), encoderVariables) : null;
    session = new Session(graph, precision.config());
  }

  public void initialize(Weights weights) throws IOException {
    scorer.initializer().run(session, weights);
  }

  /** Sets the sentence encoder to pretrained weights. */
  public void initializeEncoder(Weights weights) throws IOException {
    encoder().initializer().run(session, weights);
  }

  /** Reads the sentence encoder's variables of a checkpoint. */
  public void restoreEncoder(Path prefix) {
    encoder().saver().restore(session, prefix.toString());
  }

  private Part encoder() {
    if (encoder == null) {
      throw new IllegalStateException("the graph has no sentence encoder");
    }
    return encoder;
  }

  /** Reads the cross-encoder's variables of a checkpoint. */
  public void restore(Path prefix) {
    scorer.saver().restore(session, prefix.toString());
  }

  /** Writes all variables as a checkpoint. */
  public void save(Path prefix) {
    saver.save(session, prefix.toString());
  }

  /** The graph as it is exported. */
  public GraphDef definition() {
    return definition;
  }

  public SaverDef saver() {
    return saver.definition();
  }

  public Session session() {
    return session;
  }

  public Inputs inputs() {
    return inputs;
  }

  /**
   * Scores pairs.
   *
   * @param maxLength sequences are padded no longer than this, which no pair exceeds
   * @return a score a pair, in their order
   */
  public float[] score(List<Pair> pairs, int maxLength) {
    float[] scores = new float[pairs.size()];
    for (int[] indices : Batches.byLength(pairs)) {
      List<Pair> some = Arrays.stream(indices).mapToObj(pairs::get).toList();
      float[] values = scoreBatch(some, maxLength);
      for (int i = 0; i < indices.length; i++) {
        scores[indices[i]] = values[i];
      }
    }
    return scores;
  }

  /** Scores pairs as one batch, padded to the longest. */
  public float[] scoreBatch(List<Pair> pairs, int maxLength) {
    try (Batch batch = Batch.of(pairs, maxLength);
        Result result = batch.feed(session.runner(), inputs).fetch(score).run()) {
      float[] values = new float[pairs.size()];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  /** The encoder's last hidden states, [batch, sequence, hidden]. */
  public Operand<TFloat32> states() {
    return states;
  }

  /** [batch]. */
  public Operand<TFloat32> score() {
    return score;
  }

  /** The sentence encoder's inputs; null where there is none. */
  public @Nullable Inputs texts() {
    return texts;
  }

  /** [batch, hidden]; null where there is no sentence encoder. */
  public @Nullable Operand<TFloat32> embedding() {
    return embedding;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
