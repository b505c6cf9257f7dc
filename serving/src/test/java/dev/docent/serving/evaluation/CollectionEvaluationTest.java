package dev.docent.serving.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.evaluation.collection.BeirFolder;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.report.Evaluation;
import dev.docent.serving.evaluation.runs.Run;
import dev.docent.serving.evaluation.runs.TrecRuns;
import dev.docent.serving.ranking.RankingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionEvaluationTest {
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void comparesBm25AloneWhereThereIsNoModel() throws IOException {
    collection("q1\td1\t1\nq2\td2\t1\n");
    Evaluation evaluation = evaluation(Optional.empty()).run(config(), 0);
    assertEquals(1, evaluation.comparison().rankers().size());
    assertEquals(1.0, evaluation.comparison().bm25().mean(Metric.MRR_10));
    assertEquals("all 2", evaluation.facts().get("Queries"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void comparesTheModelAloneAndFused() throws IOException {
    collection("q1\td1\t1\nq2\td2\t1\n");
    RankingModel.Loader worst =
        path ->
            new RankingModel() {
              @Override
              public dev.docent.serving.ranking.Scorer scorer(int maxWindows) {
                return (query, candidates) -> {
                  float[] scores = new float[candidates.size()];
                  for (int i = 0; i < scores.length; i++) {
                    scores[i] = i;
                  }
                  return scores;
                };
              }

              @Override
              public void close() {}
            };
    ModelSource source = new ModelSource(folder, RankingSettings.DEFAULT, "a model");
    Evaluation evaluation =
        new CollectionEvaluation(
                BeirFolder.open(folder), workspace(), Optional.of(source), worst, warnings::add)
            .run(config(), 0);
    assertTrue(
        evaluation.comparison().ranker(RankerNames.MODEL).orElseThrow().mean(Metric.MRR_10) < 1);
    assertEquals(3, evaluation.comparison().rankers().size());
  }

  @Test
  void warnsOfJudgedDocumentsThatAreNotThere() throws IOException {
    collection("q1\td1\t1\nq2\tgone\t1\n");
    Evaluation evaluation = evaluation(Optional.empty()).run(config(), 0);
    assertEquals(0.5, evaluation.comparison().bm25().mean(Metric.MRR_10));
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).startsWith("1 of 2 documents"), warnings.get(0));
  }

  @Test
  void refusesJudgementsOfOtherDocuments() throws IOException {
    collection("q1\tx\t1\nq2\ty\t1\n");
    String message =
        assertThrows(UserException.class, () -> evaluation(Optional.empty()).run(config(), 0))
            .getMessage();
    assertTrue(message.startsWith("none of the 2 documents judged relevant is in"), message);
  }

  @Test
  void withoutACorpusTheWorkspaceIsSearched() throws IOException {
    collection("q1\t" + TinySite.section(3) + "\t1\n");
    Files.delete(folder.resolve("corpus.jsonl"));
    String message =
        assertThrows(UserException.class, () -> evaluation(Optional.empty()).run(config(), 0))
            .getMessage();
    assertTrue(message.contains("has no index; 'docent index' makes one"), message);
    TinySite site = new TinySite(folder);
    Evaluation evaluation =
        new CollectionEvaluation(
                BeirFolder.open(folder),
                site.workspace,
                Optional.empty(),
                SavedRankingModel::load,
                warnings::add)
            .run(config(), 0);
    assertEquals("60", evaluation.facts().get("Documents searched"));
    assertEquals(2, evaluation.comparison().rankers().size());
  }

  @Test
  void bm25OnTheDocumentationSiteIsAsGoodAsPromised() throws Exception {
    Path data = Path.of(System.getProperty("docent.root")).resolve("../shared/data/ir/vespa-dev");
    assumeTrue(Files.isDirectory(data), "the data folder " + data + " is not there");
    Evaluation evaluation =
        new CollectionEvaluation(
                BeirFolder.open(data),
                workspace(),
                Optional.empty(),
                SavedRankingModel::load,
                warnings::add)
            .run(config(), 500);
    EvaluationFiles.write(evaluation, Files.createDirectory(folder.resolve("out")));
    double mrr = evaluation.comparison().bm25().mean(Metric.MRR_10);
    assertTrue(mrr > 0.57, "MRR@10 " + mrr);
    Run run = TrecRuns.read(folder.resolve("out/bm25.run"));
    assertEquals(500, run.rankings().size());
    assertEquals(
        mrr,
        dev.docent.serving.evaluation.runs.Awk.mrr(
            folder.resolve("out/bm25.run"), folder.resolve("out/qrels.tsv")),
        1e-6);
  }

  private CollectionEvaluation evaluation(Optional<ModelSource> model) throws IOException {
    return new CollectionEvaluation(
        BeirFolder.open(folder), workspace(), model, SavedRankingModel::load, warnings::add);
  }

  private Workspace workspace() throws IOException {
    return Workspace.open(folder.resolve("empty").toString());
  }

  private static EvaluateConfig config() {
    return Settings.read(
        EvaluateConfig.class, "evaluate", Map.of("resamples", "200", "zero-shot", "false"));
  }

  private void collection(String qrels) throws IOException {
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        """
        {"_id": "d1", "title": "Pods", "text": "A pod groups containers on a node."}
        {"_id": "d2", "title": "Nodes", "text": "A node runs pods."}
        """);
    Files.writeString(
        folder.resolve("queries.jsonl"),
        """
        {"_id": "q1", "text": "pod containers"}
        {"_id": "q2", "text": "nodes that run pods"}
        """);
    Files.createDirectories(folder.resolve("qrels"));
    Files.writeString(folder.resolve("qrels/test.tsv"), qrels);
  }
}
