package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Batch;
import dev.docent.models.network.Batches;
import dev.docent.models.network.Dropout;
import dev.docent.models.network.Encoder;
import dev.docent.models.network.Inputs;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.RankingHead;
import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The cross-encoder with its loss and optimizer, and the session that holds the variables. A second
 * tower on the same variables, without dropout, scores for validation.
 */
final class TrainingGraph implements TrainedNetwork {
  private final Graph graph = new Graph();
  private final Session session;
  private final Inputs inputs;
  private final Variables variables;
  private final Operand<TInt64> dropoutSeed;
  private final ListwiseLoss loss;
  private final Operand<TFloat32> score;
  private final TrainedVariables trained;
  private final int sequenceLength;

  /**
   * What is fixed for a training.
   *
   * @param sequenceLength the longest pair
   * @param dropout rate from 0 to below 1
   * @param weightDecay of kernels and embeddings
   * @param clipNorm greatest global norm of the gradients, 0 for no limit
   */
  record Options(
      Base base,
      Interaction interaction,
      int sequenceLength,
      double dropout,
      double weightDecay,
      double clipNorm) {}

  TrainingGraph(Options options) {
    Ops tf = Ops.create(graph);
    sequenceLength = options.sequenceLength();
    inputs = Inputs.placeholders(tf);
    variables = new Variables(tf);
    dropoutSeed =
        tf.withName("dropout_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    Dropout dropout = Dropout.of(tf, (float) options.dropout(), dropoutSeed);
    loss = new ListwiseLoss(tf, tower(tf.withSubScope("training"), options, dropout));
    score = tower(tf.withSubScope("inference"), options, Dropout.NONE);
    trained =
        new TrainedVariables(
            graph, tf, variables, loss.loss(), options.weightDecay(), options.clipNorm());
    session = new Session(graph);
  }

  private Operand<TFloat32> tower(Ops tf, Options options, Dropout dropout) {
    Base base = options.base();
    Interaction interaction = options.interaction();
    Operand<TFloat32> states =
        new Encoder(tf, base, variables, inputs, interaction, dropout).build();
    return RankingHead.build(tf, base, variables, inputs, interaction, states);
  }

  @Override
  public void initialize(Weights weights) throws IOException {
    trained.initialize(session, weights);
  }

  @Override
  public StepResult step(List<Group> groups, double learningRate, long seed, long step) {
    List<Pair> pairs = new ArrayList<>();
    groups.forEach(group -> pairs.addAll(group.pairs()));
    Session.Runner runner = session.runner();
    try (Batch batch = Batch.of(pairs, sequenceLength);
        TInt64 seeds = TInt64.vectorOf(seed, step);
        ListwiseLoss.Feed layout = loss.feed(runner, groups);
        AdamW.Feed rates = trained.optimizer().feed(runner, learningRate, step);
        Result result =
            batch
                .feed(runner, inputs)
                .feed(dropoutSeed, seeds)
                .fetch(loss.loss())
                .fetch(trained.optimizer().norm())
                .addTarget(trained.optimizer().update())
                .run()) {
      return new StepResult(scalar(result, 0), scalar(result, 1));
    }
  }

  @Override
  public float[] score(List<Pair> pairs) {
    float[] scores = new float[pairs.size()];
    for (int[] indices : Batches.byLength(pairs)) {
      List<Pair> some = Arrays.stream(indices).mapToObj(pairs::get).toList();
      try (Batch batch = Batch.of(some, sequenceLength);
          Result result = batch.feed(session.runner(), inputs).fetch(score).run()) {
        float[] values = new float[some.size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        for (int i = 0; i < indices.length; i++) {
          scores[indices[i]] = values[i];
        }
      }
    }
    return scores;
  }

  @Override
  public List<Variable> variables() {
    return trained.all();
  }

  @Override
  public void saveModel(Path prefix) {
    trained.saveModel(session, prefix);
  }

  void restoreModel(Path prefix) {
    trained.restoreModel(session, prefix);
  }

  @Override
  public void save(Path prefix) {
    trained.save(session, prefix);
  }

  @Override
  public void restore(Path prefix) {
    trained.restore(session, prefix);
  }

  private static double scalar(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
