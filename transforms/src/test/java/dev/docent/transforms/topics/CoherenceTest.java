package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoherenceTest {
  @Test
  void isOneForTermsThatOnlyStandTogether() {
    assertEquals(1, Coherence.npmi(3, 3, 3, 10), 1e-12);
    assertEquals(1, Coherence.npmi(10, 10, 10, 10), 1e-12);
  }

  @Test
  void isZeroForTermsThatMeetByChance() {
    assertEquals(0, Coherence.npmi(2, 4, 5, 10), 1e-12);
  }

  @Test
  void isMinusOneForTermsThatNeverMeet() {
    assertEquals(-1, Coherence.npmi(0, 4, 5, 10), 1e-12);
  }

  @Test
  void agreesWithTheFormulaWorkedByHand() {
    // p(a,b) = .2, p(a) = .3, p(b) = .4: ln(.2 / .12) / -ln .2
    assertEquals(0.31739, Coherence.npmi(2, 3, 4, 10), 1e-5);
  }

  @Test
  void meansOverThePairsOfATopicsTerms() {
    double[][] matrix = {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}, {0, 0, 0}};
    SingularVectors vectors =
        Matrices.vectors(new DenseBlock(3, 1, new double[] {0.8, 0.5, 0.3}), new double[] {1}, 5);
    Coherence coherence = new Coherence(vectors);
    for (SparseRows rows : Matrices.chunks(matrix, 2)) {
      coherence.add(rows);
    }
    // The first two always together: 1; the third never with either: -1 twice.
    assertEquals(-1.0 / 3, Coherence.of(coherence.counts(), 0, 4), 1e-12);
  }
}
