package dev.docent.models.training;

import dev.docent.models.bases.BaseModel;
import dev.docent.models.network.Interaction;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Training steps on made-up pairs of full length, to be timed. */
public final class SyntheticTraining implements AutoCloseable {
  /** Passages of a query. */
  public static final int PASSAGES = 6;

  private static final int QUERY_PIECES = 10;

  private final TrainingGraph graph;
  private final List<Group> groups = new ArrayList<>();
  private long steps;

  /** Builds the cross-encoder with dropout and optimizer as a training does. */
  public SyntheticTraining(BaseModel model, int queries, int length) throws IOException {
    Random random = new Random(1);
    for (int query = 0; query < queries; query++) {
      List<Pair> pairs = new ArrayList<>();
      List<Float> labels = new ArrayList<>();
      for (int passage = 0; passage < PASSAGES; passage++) {
        int[] segments = new int[length];
        Arrays.fill(segments, Math.min(QUERY_PIECES, length - 1), length, 1);
        pairs.add(new Pair(random.ints(length, 0, model.vocabulary().size()).toArray(), segments));
        labels.add(passage == 0 ? 1f : 0f);
      }
      groups.add(new Group(query, pairs, labels));
    }
    graph =
        new TrainingGraph(
            new TrainingGraph.Options(model.base(), Interaction.JOINT, length, 0.1, 0.01, 1));
    graph.initialize(model.weights());
  }

  /** Makes a step; gives its seconds. */
  public double step() {
    long start = System.nanoTime();
    graph.step(groups, 1e-6, 1, steps++);
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    graph.close();
  }
}
