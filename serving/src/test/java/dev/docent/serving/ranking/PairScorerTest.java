package dev.docent.serving.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.IndexedSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairScorerTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "okapi", "zebra", "title", "code"));
  private static final PairEncoder ENCODER = new PairEncoder(new WordPiece(VOCABULARY), 16);

  private static Candidate candidate(String text, String... code) {
    IndexedSection section =
        new IndexedSection(
            "a#b", "a", "title", List.of(), text, List.of(code), null, null, null, 0, List.of());
    return new Candidate(section, 1, 1);
  }

  /** A model whose score is how often 'okapi' is in the pair. */
  private static float[] countOkapis(List<PairEncoder.Pair> pairs) {
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      for (int id : pairs.get(i).inputIds()) {
        scores[i] += id == VOCABULARY.id("okapi") ? 1 : 0;
      }
    }
    return scores;
  }

  @Test
  void takesTheBestWindow() throws ScoringException {
    String late = "zebra ".repeat(20) + "okapi okapi";
    PairScorer scorer = new PairScorer(ENCODER, 9, PairScorerTest::countOkapis);
    float[] scores =
        scorer.score("zebra", List.of(candidate(late), candidate("okapi"), candidate("zebra")));
    assertArrayEquals(new float[] {2, 1, 0}, scores);
  }

  @Test
  void looksNoFurtherThanMaxWindows() throws ScoringException {
    String late = "zebra ".repeat(40) + "okapi okapi";
    PairScorer scorer = new PairScorer(ENCODER, 1, PairScorerTest::countOkapis);
    assertArrayEquals(new float[] {0}, scorer.score("zebra", List.of(candidate(late))));
  }

  @Test
  void asksTheModelOnceForAllCandidates() throws ScoringException {
    List<Integer> batches = new ArrayList<>();
    PairModel model =
        pairs -> {
          batches.add(pairs.size());
          return new float[pairs.size()];
        };
    new PairScorer(ENCODER, 1, model)
        .score("q", List.of(candidate("okapi"), candidate("zebra"), candidate("")));
    assertEquals(List.of(3), batches);
  }

  @Test
  void putsTheTitleInFront() throws ScoringException {
    List<PairEncoder.Pair> seen = new ArrayList<>();
    PairModel model =
        pairs -> {
          seen.addAll(pairs);
          return new float[pairs.size()];
        };
    new PairScorer(ENCODER, 1, model).score("okapi", List.of(candidate("zebra")));
    assertArrayEquals(new int[] {2, 4, 3, VOCABULARY.id("title"), 5, 3}, seen.get(0).inputIds());
  }

  @Test
  void readsCodeWhereThereIsNoText() throws ScoringException {
    PairScorer scorer = new PairScorer(ENCODER, 1, PairScorerTest::countOkapis);
    assertArrayEquals(
        new float[] {1, 0},
        scorer.score("q", List.of(candidate("", "okapi"), candidate("zebra", "okapi"))));
  }

  @Test
  void refusesAWrongNumberOfScores() {
    PairScorer scorer = new PairScorer(ENCODER, 1, pairs -> new float[0]);
    ScoringException e =
        assertThrows(ScoringException.class, () -> scorer.score("q", List.of(candidate("okapi"))));
    assertTrue(e.getMessage().contains("0 scores for 1 pairs"), e.getMessage());
  }

  @Test
  void aSectionCountsOnceAllItsWindowsAreScored() throws ScoringException {
    List<Candidate> candidates =
        List.of(candidate("okapi"), candidate("okapi " + "zebra ".repeat(30)), candidate("okapi"));
    for (int known = 1; known <= 3; known++) {
      int pairs = known;
      PairModel model =
          new PairModel() {
            @Override
            public float[] score(List<PairEncoder.Pair> all) {
              throw new AssertionError("asked without a deadline");
            }

            @Override
            public float[] scoreBy(List<PairEncoder.Pair> all, Deadline deadline) {
              return Arrays.copyOf(countOkapis(all), pairs);
            }
          };
      assertArrayEquals(
          new float[] {1},
          new PairScorer(ENCODER, 3, model).scoreBy("q", candidates, Deadline.none()));
    }
  }
}
