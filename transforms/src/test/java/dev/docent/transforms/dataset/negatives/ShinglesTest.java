package dev.docent.transforms.dataset.negatives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

  @Test
  void resemblesWhereTheJaccardIsOverTheLimit() {
    long seed = 20261201;
    Random random = new Random(seed);
    for (int trial = 0; trial < 2_000; trial++) {
      Shingles a = Shingles.of(words(random));
      Shingles b = Shingles.of(words(random));
      for (double limit : new double[] {0, 0.2, 0.5, 0.6, 1}) {
        assertEquals(
            a.jaccard(b) > limit, a.resembles(b, limit), "seed %d, %d".formatted(seed, trial));
      }
    }
  }

  private static List<String> words(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(12))
        .mapToObj(i -> "w" + (random.nextInt(10) < 8 ? i : random.nextInt(12)))
        .toList();
  }
}
