package dev.docent.serving.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Golden values are worked out by hand from trec_eval's definitions. */
class MetricTest {
  private static final double EXACT = 1e-12;

  /** Relevant at ranks 2 (grade 1) and 4 (grade 3); a third one (grade 2) is not found. */
  private static final List<String> RANKING = List.of("x", "one", "y", "three", "z");

  private static final Map<String, Integer> GRADES =
      Map.of("one", 1, "three", 3, "two", 2, "x", 0, "y", -1);

  @Test
  void reciprocalRankIsThatOfTheFirstRelevant() {
    assertEquals(1.0 / 2, Metric.MRR_10.of(RANKING, GRADES), EXACT);
  }

  @Test
  void reciprocalRankEndsAtTen() {
    List<String> ranking = new ArrayList<>(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));
    ranking.add("r");
    assertEquals(0.1, Metric.MRR_10.of(ranking, Map.of("r", 1)), EXACT);
    ranking.add(0, "0");
    assertEquals(0, Metric.MRR_10.of(ranking, Map.of("r", 1)), EXACT);
  }

  @Test
  void gainIsTheGradeAndTheDiscountTheLogarithm() {
    // DCG = 1/log2(3) + 3/log2(5) = 0.630930 + 1.292030 = 1.922960
    // ideal = 3/log2(2) + 2/log2(3) + 1/log2(4) = 3 + 1.261860 + 0.5 = 4.761860
    assertEquals(0.403825, Metric.NDCG_10.of(RANKING, GRADES), 1e-6);
  }

  @Test
  void theIdealOrderEndsAtTenToo() {
    // 12 relevant documents of grade 1, the first ten all found: nothing could be better.
    Map<String, Integer> grades = new TreeMap<>();
    List<String> ranking = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      grades.put("d" + i, 1);
      ranking.add("d" + i);
    }
    assertEquals(1, Metric.NDCG_10.of(ranking, grades), EXACT);
    assertEquals(1, Metric.NDCG_10.of(ranking.subList(0, 10), grades), EXACT);
  }

  @Test
  void averagePrecisionCountsWhatWasMissed() {
    // Precision 1/2 at rank 2 and 2/4 at rank 4, over three relevant documents.
    assertEquals((0.5 + 0.5) / 3, Metric.MAP.of(RANKING, GRADES), EXACT);
  }

  @Test
  void averagePrecisionLooksBeyondTen() {
    List<String> ranking = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      ranking.add("n" + i);
    }
    ranking.add("r");
    assertEquals(1.0 / 20, Metric.MAP.of(ranking, Map.of("r", 1)), EXACT);
  }

  @Test
  void recallIsTheShareFound() {
    assertEquals(2.0 / 3, Metric.RECALL_100.of(RANKING, GRADES), EXACT);
  }

  @Test
  void recallEndsAtAHundred() {
    List<String> ranking = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      ranking.add("n" + i);
    }
    ranking.add("a");
    ranking.add("b");
    assertEquals(0.5, Metric.RECALL_100.of(ranking, Map.of("a", 1, "b", 1)), EXACT);
  }

  @Test
  void gradesBelowOneAreNotRelevant() {
    List<String> ranking = List.of("zero", "minus");
    Map<String, Integer> grades = Map.of("zero", 0, "minus", -2, "good", 1);
    for (Metric metric : Metric.values()) {
      assertEquals(0, metric.of(ranking, grades), EXACT, metric.title());
    }
  }

  @Test
  void nothingFoundIsNothing() {
    for (Metric metric : Metric.values()) {
      assertEquals(0, metric.of(List.of(), Map.of("a", 1)), EXACT, metric.title());
      assertEquals(0, metric.of(List.of("a"), Map.of()), EXACT, metric.title());
    }
  }

  @Test
  void thePerfectOrderIsOneAndNoOrderIsMore() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Map<String, Integer> grades = new TreeMap<>();
      List<String> ranking = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(30); i++) {
        grades.put("d" + i, random.nextInt(4));
        ranking.add("d" + i);
      }
      grades.put("d0", 1 + random.nextInt(3));
      java.util.Collections.shuffle(ranking, random);
      for (Metric metric : Metric.values()) {
        double value = metric.of(ranking, grades);
        assertEquals(
            Math.min(1, Math.max(0, value)), value, EXACT, metric.title() + ", seed " + seed);
      }
      ranking.sort((a, b) -> grades.get(b) - grades.get(a));
      for (Metric metric : Metric.values()) {
        assertEquals(1, metric.of(ranking, grades), EXACT, metric.title() + ", seed " + seed);
      }
    }
  }
}
