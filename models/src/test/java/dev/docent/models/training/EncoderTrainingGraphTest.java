package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.TinyBert;
import dev.docent.models.network.RankingHead;
import dev.docent.models.network.SentenceEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTrainingGraphTest {
  private static final List<Group> GROUPS = TinyData.groups(8, 3);

  @Test
  void learnsASmallSetByHeart() throws Exception {
    try (EncoderTrainingGraph graph = graph(1, 0)) {
      double first = graph.step(GROUPS, 3e-3, 1, 0).loss();
      double last = first;
      for (int step = 1; step < 120; step++) {
        last = graph.step(GROUPS, 3e-3, 1, step).loss();
      }
      assertTrue(last < first / 4, "loss went from " + first + " to " + last);
      double mrr = 0;
      for (Group group : GROUPS) {
        mrr += ReciprocalRank.of(graph.score(group.pairs()), group) / GROUPS.size();
      }
      assertEquals(1, mrr, 0.13);
    }
  }

  @Test
  void lossIsThatOfTheCosines() throws Exception {
    Group group = GROUPS.get(0);
    int negatives = group.pairs().size() - 1;
    try (EncoderTrainingGraph graph = graph(negatives, 0)) {
      double sum = 0;
      float[] cosines = graph.score(group.pairs());
      for (float cosine : cosines) {
        sum += Math.exp(RankingHead.FIRST_SCALE * cosine);
      }
      double expected = Math.log(sum) - RankingHead.FIRST_SCALE * cosines[0];
      assertEquals(expected, graph.step(List.of(group), 0, 1, 0).loss(), 1e-3);
    }
  }

  @Test
  void passagesOfOtherQueriesAreNegatives() throws Exception {
    try (EncoderTrainingGraph graph = graph(0, 0)) {
      assertEquals(0, graph.step(GROUPS.subList(0, 1), 0, 1, 0).loss(), 1e-6);
      assertTrue(graph.step(GROUPS, 0, 1, 0).loss() > 0.1);
    }
  }

  @Test
  void dropoutFollowsTheSeedAndTheStep() throws Exception {
    try (EncoderTrainingGraph graph = graph(1, 0.3)) {
      double loss = graph.step(GROUPS, 0, 7, 3).loss();
      assertEquals(loss, graph.step(GROUPS, 0, 7, 3).loss(), 1e-5);
      assertNotEquals(loss, graph.step(GROUPS, 0, 7, 4).loss(), 1e-4);
    }
  }

  private static EncoderTrainingGraph graph(int negatives, double dropout) throws Exception {
    EncoderTrainingGraph graph =
        new EncoderTrainingGraph(
            new EncoderTrainingGraph.Options(TinyBert.BASE, negatives, dropout, 0.01, 1));
    graph.initialize(
        consumer ->
            TinyBert.weights(graph.variables())
                .forEach(
                    (name, shape, values) ->
                        consumer.accept(
                            name.substring(SentenceEncoder.PREFIX.length()), shape, values)));
    return graph;
  }
}
