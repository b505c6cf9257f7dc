package dev.docent.serving.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.IndexedSection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreCacheTest {
  private final List<String> asked = new ArrayList<>();
  private final ScoreCache cache = new ScoreCache(1 << 20);

  /** Scores a section by its name's number. */
  private final Scorer numbers =
      (query, candidates) -> {
        float[] scores = new float[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
          String id = candidates.get(i).section().id();
          asked.add(query + id);
          scores[i] = Float.parseFloat(id);
        }
        return scores;
      };

  private static List<Candidate> candidates(String... ids) {
    return Stream.of(ids)
        .map(
            id ->
                new IndexedSection(
                    id, "a", "t", List.of(), "", List.of(), null, null, null, 0, List.of()))
        .map(section -> new Candidate(section, 1, 1))
        .toList();
  }

  private static Scorer scoring(int many, Scorer scorer) {
    return new Scorer() {
      @Override
      public float[] score(String query, List<Candidate> all) throws ScoringException {
        return scorer.score(query, all);
      }

      @Override
      public float[] scoreBy(String query, List<Candidate> all, Deadline deadline)
          throws ScoringException {
        return score(query, all.subList(0, Math.min(many, all.size())));
      }
    };
  }

  @Test
  void asksForNothingTwice() throws ScoringException {
    Scorer scorer = cache.of(numbers, "m/1");
    assertArrayEquals(new float[] {1, 2}, scorer.score("q", candidates("1", "2")));
    assertArrayEquals(new float[] {3, 2, 4, 1}, scorer.score("q", candidates("3", "2", "4", "1")));
    assertEquals(List.of("q1", "q2", "q3", "q4"), asked);
    assertEquals(2, cache.hits());
    assertEquals(4, cache.misses());
    assertTrue(cache.bytes() > 4 * 100, "" + cache.bytes());
  }

  @Test
  void anotherModelOrQueryIsAnotherScore() throws ScoringException {
    cache.of(numbers, "m/1").score("q", candidates("1"));
    cache.of(numbers, "m/2").score("q", candidates("1"));
    cache.of(numbers, "m/1").score("r", candidates("1"));
    assertEquals(List.of("q1", "q1", "r1"), asked);
  }

  @Test
  void whatIsKnownHelpsWhereTimeIsShort() throws ScoringException {
    cache.of(numbers, "m").score("q", candidates("1", "3", "5"));
    assertArrayEquals(
        new float[] {1, 2, 3},
        cache
            .of(scoring(1, numbers), "m")
            .scoreBy("q", candidates("1", "2", "3", "4", "5"), Deadline.none()));
  }

  @Test
  void whatIsKnownHelpsWhereTheModelIsAway() throws ScoringException {
    cache.of(numbers, "m").score("q", candidates("1", "2"));
    Scorer away =
        cache.of(
            (query, candidates) -> {
              throw new ScoringException("away");
            },
            "m");
    assertArrayEquals(
        new float[] {1, 2}, away.scoreBy("q", candidates("1", "2", "3"), Deadline.none()));
    assertThrows(
        ScoringException.class, () -> away.scoreBy("q", candidates("3", "1"), Deadline.none()));
  }

  @Test
  void nonsenseIsNotKept() throws ScoringException {
    cache.of((query, candidates) -> new float[] {Float.NaN}, "m").score("q", candidates("1"));
    assertArrayEquals(new float[] {1}, cache.of(numbers, "m").score("q", candidates("1")));
  }

  @Test
  void staysBelowItsBytes() throws ScoringException {
    ScoreCache small = new ScoreCache(10_000);
    Scorer scorer = small.of(numbers, "m");
    for (int i = 0; i < 1000; i++) {
      scorer.score("q" + i, candidates("1", "2"));
    }
    assertTrue(small.bytes() <= 10_000, "" + small.bytes());
    ScoreCache none = new ScoreCache(0);
    none.of(numbers, "m").score("q", candidates("1"));
    assertEquals(0, none.bytes());
  }
}
