package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Batch;
import dev.docent.models.network.Batches;
import dev.docent.models.network.ByName;
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
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The cross-encoder with its loss and optimizer, and the session that holds the variables. A second
 * tower on the same variables, without dropout, scores for validation.
 */
final class TrainingGraph implements TrainedNetwork {
  /** From the dropout seed of a step's part to that of the next. */
  private static final long PART_STRIDE = 0x51ED270B27L;

  private final Graph built = new Graph();
  private final Graph graph;
  private final Session session;
  private final List<Inputs> inputs = new ArrayList<>();
  private final Inputs scored;
  private final Operand<TInt64> dropoutSeed;
  private final ListwiseLoss loss;
  private final Operand<TFloat32> score;
  private final TrainedVariables trained;
  private final int sequenceLength;
  private final int parts;

  /**
   * What is fixed for a training.
   *
   * @param sequenceLength the longest pair
   * @param dropout rate from 0 to below 1
   * @param weightDecay of kernels and embeddings
   * @param clipNorm greatest global norm of the gradients, 0 for no limit
   * @param parts in which each step is computed, one after the other
   * @param devices with a tower each
   */
  record Options(
      Base base,
      Interaction interaction,
      int sequenceLength,
      double dropout,
      double weightDecay,
      double clipNorm,
      int parts,
      Devices devices) {
    /** On one device, each step as a whole. */
    Options(
        Base base,
        Interaction interaction,
        int sequenceLength,
        double dropout,
        double weightDecay,
        double clipNorm) {
      this(base, interaction, sequenceLength, dropout, weightDecay, clipNorm, 1, Devices.AUTOMATIC);
    }
  }

  TrainingGraph(Options options) {
    Ops tf = Ops.create(built);
    Devices devices = options.devices();
    sequenceLength = options.sequenceLength();
    parts = options.parts();
    Variables variables = new Variables(tf);
    dropoutSeed =
        tf.withName("dropout_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    List<List<Operand<TFloat32>>> towers = new ArrayList<>();
    for (int i = 0; i < devices.towers(); i++) {
      Ops own = devices.on(tf.withSubScope("tower_" + i), i);
      Inputs share = Inputs.placeholders(own);
      inputs.add(share);
      Dropout dropout =
          Dropout.of(own, (float) options.dropout(), Dropout.seedOf(own, dropoutSeed, i));
      towers.add(List.of(tower(own, options, variables, share, dropout)));
    }
    List<Operand<TFloat32>> scores = towers.stream().map(one -> one.get(0)).toList();
    loss =
        new ListwiseLoss(
            tf, scores.size() == 1 ? scores.get(0) : tf.concat(scores, tf.constant(0)));
    Ops inference = devices.on(tf.withSubScope("inference"), 0);
    scored = Inputs.placeholders(inference);
    score = tower(inference, options, variables, scored, Dropout.NONE);
    trained =
        new TrainedVariables(
            built,
            tf,
            variables,
            loss.loss(),
            towers,
            new TrainedVariables.Options(
                options.weightDecay(), options.clipNorm(), devices.lossScale(), parts > 1));
    graph = devices.placed(built);
    session = new Session(graph, devices.config());
  }

  private static Operand<TFloat32> tower(
      Ops tf, Options options, Variables variables, Inputs inputs, Dropout dropout) {
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
    if (parts == 1) {
      Session.Runner runner = session.runner();
      try (AdamW.Feed rates = trained.optimizer().feed(runner, learningRate, step)) {
        ByName.fetch(runner, loss.loss());
        ByName.fetch(runner, trained.optimizer().norm());
        ByName.target(runner, trained.update());
        double[] results = run(runner, groups, seed, step);
        return new StepResult(results[0], results[1]);
      }
    }
    double sum = 0;
    int part = 0;
    for (List<Group> some : Shares.of(groups, Math.min(parts, groups.size()))) {
      float share = (float) some.size() / groups.size();
      Session.Runner runner = ByName.fetch(session.runner(), loss.loss());
      try (TFloat32 weight = TFloat32.scalarOf(share)) {
        trained.sum().add(runner, weight);
        // Each part drops other units.
        sum += share * run(runner, some, seed + PART_STRIDE * part++, step)[0];
      }
    }
    Session.Runner runner = session.runner();
    ByName.fetch(runner, trained.optimizer().norm());
    ByName.target(runner, trained.update());
    try (AdamW.Feed rates = trained.optimizer().feed(runner, learningRate, step);
        Result result = runner.run()) {
      return new StepResult(sum, scalar(result, 0));
    }
  }

  /** Feeds the towers, runs, and gives the scalars fetched. */
  private double[] run(Session.Runner runner, List<Group> groups, long seed, long step) {
    List<Pair> pairs = new ArrayList<>();
    groups.forEach(group -> pairs.addAll(group.pairs()));
    List<Batch> batches = new ArrayList<>();
    try (TInt64 seeds = TInt64.vectorOf(seed, step);
        ListwiseLoss.Feed layout = loss.feed(runner, groups)) {
      List<List<Pair>> shares = Shares.of(pairs, inputs.size());
      for (int tower = 0; tower < inputs.size(); tower++) {
        Batch batch = Batch.of(shares.get(tower), sequenceLength);
        batches.add(batch);
        batch.feed(runner, inputs.get(tower));
      }
      try (Result result = ByName.feed(runner, dropoutSeed, seeds).run()) {
        double[] scalars = new double[result.size()];
        for (int i = 0; i < scalars.length; i++) {
          scalars[i] = scalar(result, i);
        }
        return scalars;
      }
    } finally {
      batches.forEach(Batch::close);
    }
  }

  @Override
  public float[] score(List<Pair> pairs) {
    float[] scores = new float[pairs.size()];
    for (int[] indices : Batches.byLength(pairs)) {
      List<Pair> some = Arrays.stream(indices).mapToObj(pairs::get).toList();
      try (Batch batch = Batch.of(some, sequenceLength);
          Result result = ByName.fetch(batch.feed(session.runner(), scored), score).run()) {
        float[] values = new float[some.size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        for (int i = 0; i < indices.length; i++) {
          scores[indices[i]] = values[i];
        }
      }
    }
    return scores;
  }

  /** What is run. */
  GraphDef definition() {
    return graph.toGraphDef();
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
    built.close();
  }
}
