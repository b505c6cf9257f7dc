package dev.docent.records.lsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.lsa.Weighting.TermCounts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightingTest {
  /** In each of 4 of 100 sections twice. */
  private static final TermCounts EVEN = new TermCounts(4, 8, 4 * 2 * Math.log(2), 100);

  /** In one section 8 times. */
  private static final TermCounts ONCE = new TermCounts(1, 8, 8 * Math.log(8), 100);

  @Test
  void entropyIsTheFormulaWorkedByHand() {
    // Four equal shares of a quarter: 4 * .25 * ln .25 = -ln 4.
    assertEquals(1 - Math.log(4) / Math.log(101), Weighting.LOG_ENTROPY.global(EVEN), 1e-6);
    assertEquals(1, Weighting.LOG_ENTROPY.global(ONCE), 1e-6);
  }

  @Test
  void bm25IsTheFormulaWorkedByHand() {
    assertEquals(Math.log(1 + 96.5 / 4.5), Weighting.BM25.global(EVEN), 1e-6);
    // At the average length: 3 * 2.2 / (3 + 1.2).
    assertEquals(6.6 / 4.2, Weighting.BM25.local(3, 1), 1e-12);
    assertTrue(Weighting.BM25.local(3, 2) < Weighting.BM25.local(3, 1));
  }

  @Test
  void tfCountsAlone() {
    assertEquals(1, Weighting.TF.global(EVEN));
    assertEquals(7, Weighting.TF.local(7, 3));
  }

  @ParameterizedTest
  @EnumSource
  void everyWeightingGivesUnitRowsAndHasAName(Weighting weighting) {
    TfIdf rows =
        new TfIdf(
            List.of("node", "pod"),
            new float[] {weighting.global(EVEN), weighting.global(ONCE)},
            weighting,
            2);
    float[] values = rows.weigh("a pod, pods and a node").values();
    assertEquals(1, Math.hypot(values[0], values[1]), 1e-6);
    assertTrue(values[1] > values[0], "the more frequent and rarer term is heavier");
    assertEquals(weighting, Weighting.of(weighting.id()));
  }

  @Test
  void namesTheValidOnes() {
    Exception e = assertThrows(UserException.class, () -> Weighting.of("tfidf"));
    assertEquals(
        "there is no weighting 'tfidf'; valid are sublinear-tf-idf, tf, log-entropy, bm25",
        e.getMessage());
  }
}
