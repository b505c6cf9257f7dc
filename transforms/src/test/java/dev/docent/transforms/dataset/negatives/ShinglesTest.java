package dev.docent.transforms.dataset.negatives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShinglesTest {
  @Test
  void countsSharedSequencesOfThreeTerms() {
    Shingles a = Shingles.of("alpha beta gamma delta epsilon");
    Shingles b = Shingles.of("beta gamma delta epsilon zeta");
    // {abc, bcd, cde} and {bcd, cde, def}: 2 shared of 4
    assertEquals(0.5, a.jaccard(b));
    assertEquals(1.0, a.jaccard(Shingles.of("Alpha, beta; gamma the delta EPSILON!")));
    assertEquals(0.0, a.jaccard(Shingles.of("delta gamma beta alpha")));
  }

  @Test
  void comparesTextsOfFewerTermsAsAWhole() {
    assertEquals(1.0, Shingles.of("alpha beta").jaccard(Shingles.of("alpha beta")));
    assertEquals(0.0, Shingles.of("alpha").jaccard(Shingles.of("beta")));
    assertEquals(1.0, Shingles.of("").jaccard(Shingles.of("the of")));
  }
}
