package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Batches;
import dev.docent.models.network.ByName;
import dev.docent.models.network.Dropout;
import dev.docent.models.network.Inputs;
import dev.docent.models.network.RankingHead;
import dev.docent.models.network.SentenceEncoder;
import dev.docent.models.network.TextBatch;
import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import dev.docent.records.UserException;
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
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The sentence encoder with its loss and optimizer. Every query of a step meets every passage of
 * the step: those of other queries are negatives too (Henderson et al. 2017), beside the hard ones
 * of its own. The loss is softmax cross-entropy over all of them, of cosines times {@link
 * RankingHead#FIRST_SCALE}.
 */
final class EncoderTrainingGraph implements TrainedNetwork {
  private final Graph built = new Graph();
  private final Graph graph;
  private final Session session;
  private final List<Inputs> queries = new ArrayList<>();
  private final List<Inputs> passages = new ArrayList<>();
  private final Operand<TInt64> dropoutSeed;
  private final ListwiseLoss loss;
  private final Inputs texts;
  private final Operand<TFloat32> embedding;
  private final TrainedVariables trained;
  private final int hardNegatives;

  /**
   * What is fixed for a training.
   *
   * @param hardNegatives of a query's own negatives so many are taken, from its first on
   * @param dropout rate from 0 to below 1
   * @param weightDecay of kernels and embeddings
   * @param clipNorm greatest global norm of the gradients, 0 for no limit
   * @param devices with a tower each, which reads its share of the texts
   */
  record Options(
      Base base,
      int hardNegatives,
      double dropout,
      double weightDecay,
      double clipNorm,
      Devices devices) {
    /** On one device. */
    Options(Base base, int hardNegatives, double dropout, double weightDecay, double clipNorm) {
      this(base, hardNegatives, dropout, weightDecay, clipNorm, Devices.AUTOMATIC);
    }
  }

  EncoderTrainingGraph(Options options) {
    Ops tf = Ops.create(built);
    Base base = options.base();
    Devices devices = options.devices();
    hardNegatives = options.hardNegatives();
    Variables variables = new Variables(tf, SentenceEncoder.PREFIX);
    dropoutSeed =
        tf.withName("dropout_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    List<List<Operand<TFloat32>>> towers = new ArrayList<>();
    for (int i = 0; i < devices.towers(); i++) {
      Ops own = devices.on(tf.withSubScope("tower_" + i), i);
      Dropout dropout =
          Dropout.of(own, (float) options.dropout(), Dropout.seedOf(own, dropoutSeed, i));
      queries.add(TextBatch.placeholders(own, "query_"));
      passages.add(TextBatch.placeholders(own, "passage_"));
      towers.add(
          List.of(
              SentenceEncoder.build(
                  own.withSubScope("queries"), base, variables, queries.get(i), dropout),
              SentenceEncoder.build(
                  own.withSubScope("passages"), base, variables, passages.get(i), dropout)));
    }
    Operand<TFloat32> cosines =
        tf.linalg.matMul(joined(tf, towers, 0), joined(tf, towers, 1), MatMul.transposeB(true));
    Operand<TFloat32> scores =
        tf.math.mul(
            tf.reshape(cosines, tf.constant(new int[] {-1})), tf.constant(RankingHead.FIRST_SCALE));
    loss = new ListwiseLoss(tf, scores);
    Ops inference = devices.on(tf.withSubScope("inference"), 0);
    texts = TextBatch.placeholders(inference, "");
    embedding = SentenceEncoder.build(inference, base, variables, texts, Dropout.NONE);
    trained =
        new TrainedVariables(
            built,
            tf,
            variables,
            loss.loss(),
            towers,
            new TrainedVariables.Options(
                options.weightDecay(), options.clipNorm(), devices.lossScale(), false));
    graph = devices.placed(built);
    session = new Session(graph, devices.config());
  }

  private static Operand<TFloat32> joined(Ops tf, List<List<Operand<TFloat32>>> towers, int which) {
    List<Operand<TFloat32>> parts = towers.stream().map(tower -> tower.get(which)).toList();
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  @Override
  public void initialize(Weights weights) throws IOException {
    trained.initialize(session, weights);
  }

  @Override
  public StepResult step(List<Group> groups, double learningRate, long seed, long step) {
    InBatchTargets batch = InBatchTargets.of(groups, hardNegatives);
    float[] there = new float[batch.target().length];
    Arrays.fill(there, 1);
    // Where towers are more than queries, the matrix of scores has rows that nobody looks at; the
    // passages of a row stand together, so that further columns would move all others.
    requirePassages(batch);
    Session.Runner runner = session.runner();
    List<TextBatch> fed = new ArrayList<>();
    try (TInt64 seeds = TInt64.vectorOf(seed, step);
        ListwiseLoss.Feed layout =
            loss.feed(
                runner,
                Shape.of(batch.groups(), batch.width()),
                batch.cell(),
                there,
                batch.target());
        AdamW.Feed rates = trained.optimizer().feed(runner, learningRate, step)) {
      feed(runner, queries, batch.halves().queries(), fed);
      feed(runner, passages, batch.halves().passages(), fed);
      ByName.feed(runner, dropoutSeed, seeds);
      ByName.fetch(runner, loss.loss());
      ByName.fetch(runner, trained.optimizer().norm());
      try (Result result = ByName.target(runner, trained.update()).run()) {
        return new StepResult(scalar(result, 0), scalar(result, 1));
      }
    } finally {
      fed.forEach(TextBatch::close);
    }
  }

  private void requirePassages(InBatchTargets batch) {
    if (batch.width() < passages.size()) {
      throw new UserException(
          "a step of the sentence encoder has %d passages for %d devices; give fewer --devices or more --encoder-batch-queries"
              .formatted(batch.width(), passages.size()));
    }
  }

  private static void feed(
      Session.Runner runner, List<Inputs> towers, List<int[]> all, List<TextBatch> fed) {
    List<List<int[]>> shares = Shares.of(all, towers.size());
    for (int tower = 0; tower < towers.size(); tower++) {
      TextBatch share = TextBatch.of(shares.get(tower));
      fed.add(share);
      share.feed(runner, towers.get(tower));
    }
  }

  @Override
  public float[] score(List<Pair> pairs) {
    HalvesOfPairs halves = new HalvesOfPairs();
    List<HalvesOfPairs.Places> places = pairs.stream().map(halves::add).toList();
    float[][] u = embed(halves.queries());
    float[][] v = embed(halves.passages());
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      float[] query = u[places.get(i).query()];
      float[] passage = v[places.get(i).passage()];
      for (int k = 0; k < query.length; k++) {
        scores[i] += query[k] * passage[k];
      }
    }
    return scores;
  }

  private float[][] embed(List<int[]> all) {
    float[][] vectors = new float[all.size()][];
    for (int[] indices : Batches.byLength(all.size(), i -> all.get(i).length)) {
      List<int[]> some = Arrays.stream(indices).mapToObj(all::get).toList();
      try (TextBatch batch = TextBatch.of(some);
          Result result = ByName.fetch(batch.feed(session.runner(), texts), embedding).run()) {
        float[][] rows = TextBatch.rows((TFloat32) result.get(0));
        for (int i = 0; i < indices.length; i++) {
          vectors[indices[i]] = rows[i];
        }
      }
    }
    return vectors;
  }

  @Override
  public List<Variable> variables() {
    return trained.all();
  }

  @Override
  public void saveModel(Path prefix) {
    trained.saveModel(session, prefix);
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
