package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Batches;
import dev.docent.models.network.Dropout;
import dev.docent.models.network.Inputs;
import dev.docent.models.network.RankingHead;
import dev.docent.models.network.SentenceEncoder;
import dev.docent.models.network.TextBatch;
import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.file.Path;
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
  private final Graph graph = new Graph();
  private final Session session;
  private final Inputs queries;
  private final Inputs passages;
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
   */
  record Options(
      Base base, int hardNegatives, double dropout, double weightDecay, double clipNorm) {}

  EncoderTrainingGraph(Options options) {
    Ops tf = Ops.create(graph);
    Base base = options.base();
    hardNegatives = options.hardNegatives();
    queries = TextBatch.placeholders(tf, "query_");
    passages = TextBatch.placeholders(tf, "passage_");
    texts = TextBatch.placeholders(tf, "");
    Variables variables = new Variables(tf, SentenceEncoder.PREFIX);
    dropoutSeed =
        tf.withName("dropout_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    Dropout dropout = Dropout.of(tf, (float) options.dropout(), dropoutSeed);
    Operand<TFloat32> u =
        SentenceEncoder.build(tf.withSubScope("queries"), base, variables, queries, dropout);
    Operand<TFloat32> v =
        SentenceEncoder.build(tf.withSubScope("passages"), base, variables, passages, dropout);
    Operand<TFloat32> cosines = tf.linalg.matMul(u, v, MatMul.transposeB(true));
    Operand<TFloat32> scores =
        tf.math.mul(
            tf.reshape(cosines, tf.constant(new int[] {-1})), tf.constant(RankingHead.FIRST_SCALE));
    loss = new ListwiseLoss(tf, scores);
    embedding =
        SentenceEncoder.build(tf.withSubScope("inference"), base, variables, texts, Dropout.NONE);
    trained =
        new TrainedVariables(
            graph, tf, variables, loss.loss(), options.weightDecay(), options.clipNorm());
    session = new Session(graph);
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
    Session.Runner runner = session.runner();
    try (TextBatch queryBatch = TextBatch.of(batch.halves().queries());
        TextBatch passageBatch = TextBatch.of(batch.halves().passages());
        TInt64 seeds = TInt64.vectorOf(seed, step);
        ListwiseLoss.Feed layout =
            loss.feed(
                runner,
                Shape.of(batch.groups(), batch.width()),
                batch.cell(),
                there,
                batch.target());
        AdamW.Feed rates = trained.optimizer().feed(runner, learningRate, step);
        Result result =
            passageBatch
                .feed(queryBatch.feed(runner, queries), passages)
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
          Result result = batch.feed(session.runner(), texts).fetch(embedding).run()) {
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
  }
}
