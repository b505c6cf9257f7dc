package dev.docent.serving.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.search.Articles;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankerTest {
  private static final RankingSettings MODEL_ALONE =
      RankingSettings.DEFAULT.withDepth(3).withWeights(Map.of("model", 1.0));

  @TempDir Path folder;
  private SectionIndex index;

  /** Five articles, the first with the word five times, the last with it once. */
  @BeforeEach
  void write() throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      for (int i = 0; i < 5; i++) {
        String text = "okapi ".repeat(5 - i) + "filler ".repeat(5 + i);
        writer.add(Articles.article("a" + i, "x").section("", text).build());
      }
      writer.commit();
    }
    index = SectionIndex.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private static List<String> articles(Ranking ranking) {
    return ranking.results().stream().map(ranked -> ranked.section().articleId()).toList();
  }

  /** Scores candidates by their BM25 rank: the opposite of BM25's opinion. */
  private static float[] byRank(int candidates) {
    float[] scores = new float[candidates];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i;
    }
    return scores;
  }

  @Test
  void withoutScorersTheOrderIsBm25s() {
    Ranking ranking = new Ranker(index, RankingSettings.DEFAULT, Map.of()).rank("okapi", 3);
    assertEquals(List.of("a0", "a1", "a2"), articles(ranking));
    assertEquals(Ranking.Method.BM25, ranking.method());
    assertEquals("no model is in use", ranking.reason());
  }

  @Test
  void scorersReorderTheHeadAndTheRestFollows() {
    Scorer model = (query, candidates) -> byRank(candidates.size());
    Ranking ranking = new Ranker(index, MODEL_ALONE, Map.of("model", model)).rank("okapi", 5);
    assertEquals(List.of("a2", "a1", "a0", "a3", "a4"), articles(ranking));
    assertEquals(Ranking.Method.FUSED, ranking.method());
    assertNull(ranking.reason());
    for (int i = 1; i < 5; i++) {
      assertTrue(ranking.results().get(i).score() < ranking.results().get(i - 1).score());
      assertEquals(i + 1, ranking.results().get(i).rank());
    }
  }

  @Test
  void keepsEachPartsScoreAndTheBm25Rank() {
    Scorer model = (query, candidates) -> byRank(candidates.size());
    Ranked first =
        new Ranker(index, MODEL_ALONE, Map.of("model", model)).rank("okapi", 5).results().get(0);
    assertEquals(3, first.candidate().rank());
    assertEquals(2f, first.parts().get("model"));
    assertEquals(first.candidate().score(), first.parts().get("bm25"));
  }

  @Test
  void usesWhatWasScoredInTimeAndKeepsTheRestInOrder() {
    Scorer two =
        new Scorer() {
          @Override
          public float[] score(String query, List<Candidate> candidates) {
            throw new AssertionError("a search asks by a deadline");
          }

          @Override
          public float[] scoreBy(String query, List<Candidate> candidates, Deadline deadline) {
            return byRank(2);
          }
        };
    Ranking ranking =
        new Ranker(index, MODEL_ALONE, Map.of("model", two))
            .rank("okapi", 5, Deadline.in(Duration.ofMillis(1)));
    assertEquals(List.of("a1", "a0", "a2", "a3", "a4"), articles(ranking));
    assertEquals(Ranking.Method.FUSED, ranking.method());
    assertEquals(2, ranking.scored());
    assertEquals(3, ranking.depth());
    assertEquals(Set.of("bm25"), ranking.results().get(2).parts().keySet());
  }

  @Test
  void weightsDecide() {
    Scorer model = (query, candidates) -> byRank(candidates.size());
    RankingSettings mostlyBm25 = MODEL_ALONE.withWeights(Map.of("bm25", 0.9, "model", 0.1));
    Ranking ranking = new Ranker(index, mostlyBm25, Map.of("model", model)).rank("okapi", 5);
    assertEquals("a0", articles(ranking).get(0));
  }

  @Test
  void equalScoresKeepBm25sOrder() {
    Scorer model = (query, candidates) -> new float[candidates.size()];
    Ranking ranking = new Ranker(index, MODEL_ALONE, Map.of("model", model)).rank("okapi", 3);
    assertEquals(List.of("a0", "a1", "a2"), articles(ranking));
  }

  @Test
  void aScorerIsGivenNoMoreThanTheDepth() {
    List<Integer> asked = new ArrayList<>();
    Scorer model =
        (query, candidates) -> {
          asked.add(candidates.size());
          return byRank(candidates.size());
        };
    new Ranker(index, MODEL_ALONE, Map.of("model", model)).rank("okapi", 1);
    assertEquals(List.of(3), asked);
  }

  @Test
  void aScorerWithoutWeightIsNotAsked() {
    Scorer model =
        (query, candidates) -> {
          throw new AssertionError("asked");
        };
    RankingSettings bm25Alone = MODEL_ALONE.withWeights(Map.of("bm25", 1.0, "model", 0.0));
    Ranking ranking = new Ranker(index, bm25Alone, Map.of("model", model)).rank("okapi", 5);
    assertEquals(5, ranking.results().size());
  }

  @Test
  void fallsBackToBm25AndSaysWhy() {
    Scorer model =
        (query, candidates) -> {
          throw new ScoringException("the prediction server is away");
        };
    Ranking ranking = new Ranker(index, MODEL_ALONE, Map.of("model", model)).rank("okapi", 5);
    assertEquals(List.of("a0", "a1", "a2", "a3", "a4"), articles(ranking));
    assertEquals(Ranking.Method.BM25, ranking.method());
    assertEquals("the prediction server is away", ranking.reason());
  }

  @Test
  void looksForNothingAgainWhereNobodyWaits() {
    Scorer model =
        (query, candidates) -> {
          throw new ScoringException("nobody waits");
        };
    Ranking ranking =
        new Ranker(index, MODEL_ALONE, Map.of("model", model))
            .rank("okapi", 5, Deadline.none().unless(() -> true));
    assertEquals(List.of(), ranking.results());
    assertEquals("nobody waits", ranking.reason());
  }

  @Test
  void refusesNonsenseScores() {
    Scorer nan =
        (query, candidates) -> {
          float[] scores = byRank(candidates.size());
          scores[1] = Float.NaN;
          return scores;
        };
    Scorer few = (query, candidates) -> new float[1];
    for (Scorer scorer : List.of(nan, few)) {
      Ranking ranking = new Ranker(index, MODEL_ALONE, Map.of("model", scorer)).rank("okapi", 5);
      assertEquals(Ranking.Method.BM25, ranking.method());
      assertEquals("a0", articles(ranking).get(0));
    }
  }

  @Test
  void noCandidatesGiveNoResults() {
    Scorer model = (query, candidates) -> byRank(candidates.size());
    Ranking ranking = new Ranker(index, MODEL_ALONE, Map.of("model", model)).rank("nothing", 5);
    assertEquals(List.of(), ranking.results());
  }

  @Test
  void theNearestJoinTheCandidatesAndTheBestOfBothAreScored() {
    RankingSettings settings =
        RankingSettings.DEFAULT.withDepth(2).withNeighbours(2).withWeights(Map.of("model", 1.0));
    // BM25's order is a0 to a4; the vectors lift a4.
    Neighbours nearest = neighbours(List.of("a4#top", "missing"), Map.of("a4#top", 1f));
    Scorer model = (query, candidates) -> byRank(candidates.size());
    Ranking ranking = new Ranker(index, settings, Map.of("model", model), nearest).rank("okapi", 5);
    assertEquals(Set.of("a4", "a0"), Set.copyOf(articles(ranking).subList(0, 2)));
    assertEquals(List.of("a1", "a2", "a3"), articles(ranking).subList(2, 5));
    assertEquals(5, ranking.results().stream().map(Ranked::section).distinct().count());
    Ranked lifted =
        ranking.results().stream()
            .filter(one -> one.section().articleId().equals("a4"))
            .findFirst()
            .orElseThrow();
    assertEquals(5, lifted.candidate().rank());
    assertTrue(lifted.parts().containsKey("model"));
    assertFalse(ranking.results().get(2).parts().containsKey("model"));
  }

  @Test
  void cheapScorersScoreAllThatWasFoundTheOthersTheHead() throws Exception {
    RankingSettings settings =
        RankingSettings.DEFAULT
            .withDepth(2)
            .withNeighbours(1)
            .withWeights(Map.of("bm25", 0.4, "model", 0.3, "lsa", 0.3));
    Neighbours nearest = neighbours(List.of("a4#top"), Map.of("a4#top", 1f));
    Map<String, Scorer> scorers =
        Map.of(
            "model",
            (query, candidates) -> byRank(candidates.size()),
            "lsa",
            cheap(Map.of("a2#top", 9f)));
    Ranker ranker = new Ranker(index, settings, scorers, nearest);
    Found found = ranker.find("okapi", 5);
    // The order of the candidates is BM25's and nearness's alone.
    assertEquals(List.of("a0#top", "a4#top"), ids(found.head()));
    assertEquals(5, found.pool().size());
    Map<String, float[]> parts = ranker.parts("okapi", found);
    assertEquals(5, parts.get("bm25").length);
    assertEquals(5, parts.get("lsa").length);
    assertEquals(2, parts.get("model").length);
    Ranking ranking = ranker.rank("okapi", 5);
    assertEquals(2, ranking.scored());
    Ranked first = ranking.results().get(0);
    assertEquals("a0", first.section().articleId());
    // One of five is 2 standard deviations above the mean, and so each other half of one below it.
    assertEquals(-0.3 * 0.5, first.shares().get("lsa"), 1e-6);
    assertEquals(-0.3, first.shares().get("model"), 1e-6);
  }

  /** The evaluation asks all scorers and weighs later; the search asks only those with a weight. */
  @Test
  void theSearchRanksAsTheEvaluationWhereTheModelHasNoWeight() throws Exception {
    RankingSettings settings =
        RankingSettings.DEFAULT
            .withDepth(2)
            .withNeighbours(1)
            .withWeights(Map.of("bm25", 0.1, "model", 0.0, "lsa", 0.9));
    Neighbours nearest = neighbours(List.of("a4#top"), Map.of("a4#top", 1f));
    Map<String, Scorer> scorers =
        Map.of(
            "model",
            (query, candidates) -> byRank(candidates.size()),
            "lsa",
            cheap(Map.of("a2#top", 9f, "a4#top", 8f)));
    Ranker searching = new Ranker(index, settings, scorers, nearest);
    Ranking searched = searching.rank("okapi", 5);
    Ranker asking =
        new Ranker(index, settings.withWeights(Map.of("model", 1.0, "lsa", 1.0)), scorers, nearest);
    Found found = asking.find("okapi", 5);
    Ranking evaluated = searching.fused(found.ordered(), 5, asking.parts("okapi", found));
    assertEquals(List.of("a4", "a0", "a1", "a2", "a3"), articles(evaluated));
    assertEquals(articles(evaluated), articles(searched));
    assertEquals(2, searched.scored());
    assertEquals(2, searched.depth());
  }

  private static List<String> ids(List<Candidate> candidates) {
    return candidates.stream().map(one -> one.section().id()).toList();
  }

  /** Scores all that was found; sections without a score have 0. */
  private static Scorer cheap(Map<String, Float> scores) {
    return new Scorer() {
      @Override
      public float[] score(String query, List<Candidate> candidates) {
        float[] values = new float[candidates.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = scores.getOrDefault(candidates.get(i).section().id(), 0f);
        }
        return values;
      }

      @Override
      public boolean ofPool() {
        return true;
      }
    };
  }

  @Test
  void aNearestWithoutTheWordsHasNoBm25Score() throws Exception {
    RankingSettings settings =
        RankingSettings.DEFAULT.withDepth(2).withNeighbours(1).withWeights(Map.of("model", 1.0));
    Neighbours nearest = neighbours(List.of("a3#top"), Map.of("a3#top", 1f));
    Scorer model = (query, candidates) -> byRank(candidates.size());
    Found found = new Ranker(index, settings, Map.of("model", model), nearest).find("missing", 5);
    assertEquals(List.of(), found.bm25());
    assertEquals("a3", found.head().get(0).section().articleId());
    assertEquals(0, found.head().get(0).score());
    assertEquals(1, found.head().get(0).rank());
  }

  @Test
  void withoutAVectorTheOrderIsBm25s() {
    RankingSettings settings = MODEL_ALONE.withNeighbours(2);
    Neighbours failing =
        new Neighbours() {
          @Override
          public List<String> nearest(String query, int n) throws ScoringException {
            throw new ScoringException("no vector today");
          }

          @Override
          public float[] nearness(String query, List<String> sectionIds) {
            throw new AssertionError("the nearest come first");
          }
        };
    Scorer model = (query, candidates) -> byRank(candidates.size());
    Ranking ranking = new Ranker(index, settings, Map.of("model", model), failing).rank("okapi", 5);
    assertEquals(Ranking.Method.BM25, ranking.method());
    assertEquals("no vector today", ranking.reason());
    assertEquals(List.of("a0", "a1", "a2", "a3", "a4"), articles(ranking));
  }

  /** Sections without a cosine have 0. */
  private static Neighbours neighbours(List<String> nearest, Map<String, Float> cosines) {
    return new Neighbours() {
      @Override
      public List<String> nearest(String query, int n) {
        return nearest;
      }

      @Override
      public float[] nearness(String query, List<String> sectionIds) {
        float[] values = new float[sectionIds.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = cosines.getOrDefault(sectionIds.get(i), 0f);
        }
        return values;
      }
    };
  }
}
