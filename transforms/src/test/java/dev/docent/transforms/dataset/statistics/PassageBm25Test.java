package dev.docent.transforms.dataset.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.transforms.dataset.queries.TermStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageBm25Test {
  private static final TermStatistics CORPUS =
      TermStatistics.of(List.of("drain nodes", "nodes reboot", "nodes wait", "volumes bind"));

  @Test
  void followsTheFormula() {
    // Three passages of 2, 2 and 2 terms: lengths are average, so that a score is
    // idf tf (k1 + 1) / (tf + k1).
    double[] scores =
        PassageBm25.scores(
            "drain nodes", List.of("drain drain", "nodes reboot", "volumes bind"), CORPUS);
    assertEquals(Math.log1p(4) * 2 * 2.2 / 3.2, scores[0], 1e-9);
    assertEquals(Math.log1p(4.0 / 3), scores[1], 1e-9);
    assertEquals(0, scores[2]);
  }

  @Test
  void longPassagesCountLess() {
    double[] scores =
        PassageBm25.scores(
            "drain", List.of("drain", "drain volumes bind reboot wait volumes"), CORPUS);
    assertTrue(scores[0] > scores[1]);
  }

  @Test
  void ranksTheFirstAndSharesRanksAmongEquals() {
    assertEquals(1, PassageBm25.reciprocalRankOfFirst(new double[] {3, 2, 1}));
    assertEquals(1.0 / 3, PassageBm25.reciprocalRankOfFirst(new double[] {1, 2, 3}));
    assertEquals(1 / 1.5, PassageBm25.reciprocalRankOfFirst(new double[] {2, 2, 1}));
  }
}
