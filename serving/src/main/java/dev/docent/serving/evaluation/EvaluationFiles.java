package dev.docent.serving.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.collection.Qrels;
import dev.docent.serving.evaluation.comparison.Differences;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.report.DifferencesCsv;
import dev.docent.serving.evaluation.report.Evaluation;
import dev.docent.serving.evaluation.report.HtmlReport;
import dev.docent.serving.evaluation.report.MetricsJson;
import dev.docent.serving.evaluation.runs.TrecRuns;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.ranking.RankingSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of an evaluation, the same for a run's own queries and for a collection. */
final class EvaluationFiles {
  private static final String QRELS = "qrels.tsv";
  private static final String QUERIES = "queries.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvaluationFiles() {}

  /** Writes everything into a folder that is there. */
  static void write(Evaluation evaluation, Path folder) throws IOException {
    for (Measured ranker : evaluation.comparison().rankers()) {
      TrecRuns.write(ranker.run(), folder.resolve(run(ranker.name())));
    }
    List<JudgedQuery> queries = evaluation.comparison().queries();
    Qrels.write(queries, folder.resolve(QRELS));
    writeQueries(queries, folder.resolve(QUERIES));
    evaluation.ranking().write(folder.resolve(RankingSettings.FILE));
    Verdict verdict = evaluation.verdict();
    if (verdict != null) {
      verdict.write(folder.resolve(Verdict.FILE));
    }
    Optional<Measured> reranked = evaluation.comparison().ranker(RankerNames.RERANKED);
    if (reranked.isPresent()) {
      DifferencesCsv.write(
          evaluation.comparison(),
          reranked.get(),
          Differences.rival(evaluation.comparison()),
          folder.resolve(DifferencesCsv.FILE));
    }
    HtmlReport.write(evaluation, folder.resolve(HtmlReport.FILE));
    MetricsJson.write(evaluation, folder.resolve(MetricsJson.FILE));
  }

  /** Every name that {@link #write} may write. */
  static Set<String> names() {
    return Stream.concat(
            Stream.of(
                QRELS,
                QUERIES,
                RankingSettings.FILE,
                Verdict.FILE,
                HtmlReport.FILE,
                DifferencesCsv.FILE,
                MetricsJson.FILE),
            Stream.of(
                    RankerNames.BM25,
                    RankerNames.LSA,
                    RankerNames.MODEL,
                    RankerNames.ENCODER,
                    RankerNames.ENCODER_FUSED,
                    RankerNames.ZERO_SHOT,
                    RankerNames.ZERO_SHOT_FUSED,
                    RankerNames.MODEL_FUSED,
                    RankerNames.THIRDS,
                    RankerNames.RERANKED,
                    RankerNames.PRODUCTION)
                .map(EvaluationFiles::run))
        .collect(Collectors.toSet());
  }

  private static String run(String ranker) {
    return ranker + ".run";
  }

  private static void writeQueries(List<JudgedQuery> queries, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (JudgedQuery query : queries) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_id", TrecRuns.id(query.id()));
        line.put("text", query.text());
        line.put("metadata", Map.of("kind", query.kind()));
        out.write(JSON.writeValueAsString(line));
        out.write("\n");
      }
    }
  }
}
