package dev.docent.serving.evaluation.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.report.DifferencesCsv;
import dev.docent.serving.evaluation.report.SeveralSets;
import dev.docent.serving.evaluation.runs.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private final List<JudgedQuery> queries =
      List.of(
          query("q1", "short one", "a", 1),
          query("q2", "a question, of \"some\" length", "a", 1),
          query("q3", "short", "b", 2));
  private final Measured bm25 =
      run(RankerNames.BM25, List.of("x", "d"), List.of("d"), List.of("d"));
  private final Measured reranked =
      run(RankerNames.RERANKED, List.of("d"), List.of("x", "d"), List.of("x", "y", "d"));
  private final Comparison comparison = new Comparison(queries, List.of(bm25, reranked), 500, 17);

  @Test
  void queriesOfOneArticleAreOneGroup() {
    assertArrayEquals(new int[] {0, 0, 1}, comparison.groups());
    assertEquals(2, comparison.groupCount());
    // The first article gains and loses as much: only the second differs, to either side.
    assertEquals(1, comparison.p(reranked, bm25, Metric.MRR_10), 1e-12);
  }

  @Test
  void theGreatestLossComesFirst() {
    List<Differences.Difference> all = Differences.of(comparison, reranked, bm25);
    assertEquals(List.of("q3", "q2", "q1"), all.stream().map(one -> one.query().id()).toList());
    assertEquals(1 / 3.0 - 1, all.get(0).value(), 1e-12);
    assertEquals(0.5, all.get(2).value(), 1e-12);
  }

  @Test
  void theTableOfDifferencesIsProperCsv(@TempDir Path folder) throws Exception {
    Path file = folder.resolve(DifferencesCsv.FILE);
    DifferencesCsv.write(comparison, reranked, bm25, file);
    List<String> lines = Files.readAllLines(file);
    assertEquals(4, lines.size());
    assertEquals("query,kind,group,topic,bm25,reranked,difference,text", lines.get(0));
    assertEquals("q2,kind,a,1,1.0,0.5,-0.5,\"a question, of \"\"some\"\" length\"", lines.get(2));
  }

  @Test
  void slicesByLengthAndTopicAndNotByWhatIsAllAlike() {
    Map<String, Map<String, List<Integer>>> slices = Slices.of(queries);
    assertEquals(List.of("length"), List.copyOf(slices.keySet()));
    assertEquals(Map.of("1-2 words", List.of(0, 2), "3-5 words", List.of(1)), slices.get("length"));
  }

  @Test
  void severalSetsAreCorrectedForTheirNumber() {
    SeveralSets.Set set = SeveralSets.Set.of("one", comparison).orElseThrow();
    SeveralSets.Set sure = new SeveralSets.Set("two", 100, 0.5, 0.6, set.difference(), 0.02);
    String table = SeveralSets.table(List.of(set, sure));
    assertTrue(table.lines().anyMatch(line -> line.matches("two .* 0[.]020 +0[.]040")), table);
  }

  private static JudgedQuery query(String id, String text, String article, int topic) {
    return new JudgedQuery(id, text, "kind", article, topic, Map.of("d", 1));
  }

  @SafeVarargs
  private Measured run(String name, List<String>... rankings) {
    Run.Builder builder = new Run.Builder(name);
    for (int i = 0; i < rankings.length; i++) {
      double[] scores = new double[rankings[i].size()];
      for (int j = 0; j < scores.length; j++) {
        scores[j] = scores.length - j;
      }
      builder.add(queries.get(i).id(), rankings[i], scores);
    }
    return Measured.of(builder.build(), queries, 0);
  }
}
