package dev.docent.serving.evaluation.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.progress.Progress;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.search.Articles;
import dev.docent.serving.search.SectionIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCollectorTest {
  private static final List<JudgedQuery> QUERIES =
      List.of(new JudgedQuery("q", "okapi", JudgedQuery.JUDGED, Map.of("a17#top", 1)));

  @TempDir Path folder;

  @Test
  void keepsNoMoreOfTheVariantsThanTold() throws Exception {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      for (int i = 0; i < 20; i++) {
        String text = "okapi ".repeat(20 - i) + "filler ".repeat(20 + i);
        writer.add(Articles.article("a" + i, "x").section("", text).build());
      }
      writer.commit();
    }
    Scorer last =
        (query, candidates) -> {
          float[] scores = new float[candidates.size()];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
          }
          return scores;
        };
    try (SectionIndex index = SectionIndex.open(folder);
        Progress progress = Progress.start("test", "queries", 2)) {
      RunCollector all =
          new RunCollector(
              index,
              RankingSettings.DEFAULT,
              Map.of("model", last),
              Map.of("reversed", Map.of("model", 1.0)));
      RunCollector.Collected whole = all.collect(QUERIES, progress);
      RunCollector.Collected ten = all.keeping(10).collect(QUERIES, progress);
      assertEquals(20, whole.runs().get("reversed").documents("q").size());
      assertEquals(
          whole.runs().get("reversed").documents("q").subList(0, 10),
          ten.runs().get("reversed").documents("q"));
      assertEquals(20, ten.bm25().documents("q").size());
      double[] third = {1 / 3.0};
      assertArrayEquals(third, ten.measured(QUERIES).get(1).of(Metric.MRR_10), 1e-9);
    }
  }
}
