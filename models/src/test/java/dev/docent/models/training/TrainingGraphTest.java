package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.TinyBert;
import dev.docent.models.network.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingGraphTest {
  private static final List<Group> GROUPS = TinyData.groups(8, 3);

  @ParameterizedTest
  @EnumSource(Interaction.class)
  void learnsASmallSetByHeart(Interaction interaction) throws Exception {
    try (TrainingGraph graph = graph(interaction, 0)) {
      double first = graph.step(GROUPS, 3e-3, 1, 0).loss();
      double last = first;
      for (int step = 1; step < 80; step++) {
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
  void lossIsThatOfTheScores() throws Exception {
    try (TrainingGraph graph = graph(Interaction.JOINT, 0)) {
      double expected = 0;
      for (Group group : GROUPS) {
        float[] scores = graph.score(group.pairs());
        double sum = 0;
        for (float score : scores) {
          sum += Math.exp(score);
        }
        expected -= (scores[0] - Math.log(sum)) / GROUPS.size();
      }
      assertEquals(expected, graph.step(GROUPS, 0, 1, 0).loss(), 1e-4);
    }
  }

  @Test
  void groupsOfUnequalSizeTrainTogether() throws Exception {
    Group whole = GROUPS.get(0);
    Group cut = new Group(9, whole.pairs().subList(0, 2), whole.labels().subList(0, 2));
    try (TrainingGraph graph = graph(Interaction.JOINT, 0)) {
      double one = graph.step(List.of(whole), 0, 1, 0).loss();
      double other = graph.step(List.of(cut), 0, 1, 0).loss();
      double both = graph.step(List.of(cut, whole), 0, 1, 0).loss();
      assertEquals((one + other) / 2, both, 1e-4);
    }
  }

  @Test
  void dropoutFollowsTheSeedAndTheStep() throws Exception {
    try (TrainingGraph graph = graph(Interaction.JOINT, 0.3)) {
      double loss = graph.step(GROUPS, 0, 7, 3).loss();
      assertEquals(loss, graph.step(GROUPS, 0, 7, 3).loss(), 1e-5);
      assertNotEquals(loss, graph.step(GROUPS, 0, 7, 4).loss(), 1e-4);
      assertNotEquals(loss, graph.step(GROUPS, 0, 8, 3).loss(), 1e-4);
    }
  }

  @Test
  void aSmallStepGoesDownhill() throws Exception {
    try (TrainingGraph graph = graph(Interaction.SEPARATE, 0)) {
      double before = graph.step(GROUPS, 1e-5, 1, 0).loss();
      double after = graph.step(GROUPS, 0, 1, 1).loss();
      assertTrue(after < before, before + " then " + after);
    }
  }

  private static TrainingGraph graph(Interaction interaction, double dropout) throws Exception {
    TrainingGraph graph =
        new TrainingGraph(
            new TrainingGraph.Options(
                TinyBert.BASE, interaction, TinyData.SEQUENCE_LENGTH, dropout, 0.01, 1));
    graph.initialize(TinyBert.weights(graph.variables()));
    return graph;
  }
}
