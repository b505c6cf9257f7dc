package dev.docent.serving.evaluation;

import dev.docent.records.progress.Progress;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.comparison.RunCollector;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user would otherwise pick: the sentence encoder as it comes over BM25's first hundred and
 * its own nearest hundred sections, alone and fused with BM25 by halves.
 */
final class ZeroShotRanking {
  /** Vectors make depth cheap. */
  private static final int DEPTH = 100;

  private ZeroShotRanking() {}

  /** Embeds the index's sections for the moment, and measures both rankings. */
  static List<Measured> measured(
      SectionIndex index,
      Bm25Parameters bm25,
      int maxWindows,
      List<JudgedQuery> queries,
      Progress progress)
      throws IOException {
    Map<String, Map<String, Double>> variants = new LinkedHashMap<>();
    variants.put(RankerNames.ZERO_SHOT, Map.of(RankingSettings.ENCODER, 1.0));
    variants.put(
        RankerNames.ZERO_SHOT_FUSED,
        Map.of(RankingSettings.BM25, 0.5, RankingSettings.ENCODER, 0.5));
    RankingSettings settings = new RankingSettings(bm25, DEPTH, DEPTH, Map.of(), maxWindows);
    try (ZeroShotEncoder zeroShot = ZeroShotEncoder.load();
        EmbeddedSections sections = EmbeddedSections.of(index, zeroShot.encoder(), maxWindows)) {
      return new RunCollector(
              index,
              settings,
              Map.of(RankingSettings.ENCODER, sections.scorer()),
              variants,
              sections.scorer())
          .collect(queries, progress)
          .measured(queries)
          .subList(1, 3);
    }
  }
}
