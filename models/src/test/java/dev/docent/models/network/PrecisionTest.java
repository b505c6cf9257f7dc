package dev.docent.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docent.models.Samples;
import dev.docent.models.bases.Bases;
import dev.docent.records.text.PairEncoder.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  /** Scores of the base are cosines times 20; bfloat16 has 8 bits of precision. */
  private static final double TOLERANCE = 0.2;

  private static final int PASSAGES = 5;

  @Test
  void bfloat16ScoresAlmostAs32BitsDo() throws Exception {
    assumeTrue(Precision.cpuHasBfloat16(), "this CPU has no instructions for bfloat16");
    List<Pair> pairs = Samples.pairs();
    float[] expected = scores(pairs, Precision.FLOAT32);
    float[] actual = scores(pairs, Precision.BFLOAT16);
    double greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      greatest = Math.max(greatest, Math.abs(expected[i] - actual[i]));
    }
    System.out.println("greatest difference of a score in bfloat16: " + greatest);
    assertTrue(greatest > 1e-5, "it is computed in another precision");
    assertTrue(greatest < TOLERANCE, "greatest difference " + greatest);
    for (int query = 0; query < pairs.size() / PASSAGES; query++) {
      assertEquals(best(expected, query), best(actual, query), "best of query " + query);
    }
  }

  private static int best(float[] scores, int query) {
    int best = query * PASSAGES;
    for (int i = best; i < (query + 1) * PASSAGES; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  private static float[] scores(List<Pair> pairs, Precision precision) throws Exception {
    try (ScoringGraph graph =
        new ScoringGraph(Bases.MINI_LM, Interaction.SEPARATE, false, precision)) {
      graph.initialize(Bases.weights(Bases.MINI_LM));
      return graph.score(pairs, Samples.SEQUENCE_LENGTH);
    }
  }
}
