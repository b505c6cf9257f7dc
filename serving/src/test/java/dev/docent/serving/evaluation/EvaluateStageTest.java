package dev.docent.serving.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.serving.console.EvaluationFacts;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.vectors.VectorsOfModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateStageTest {
  @TempDir Path folder;
  private TinySite site;

  @BeforeEach
  void make() throws IOException {
    site = new TinySite(folder);
  }

  @Test
  void promotesAModelThatKnowsTheAnswers() throws Exception {
    StageResult result = evaluate(TinySite.knowing(0.8), Map.of());
    Verdict verdict = verdict(result);
    assertTrue(verdict.promoted(), verdict.reason());
    assertEquals("first-model", verdict.code());
    JsonNode rankers = metrics(result).get("rankers");
    assertTrue(
        rankers.at("/reranked/mrr@10/mean").asDouble()
            > rankers.at("/bm25/mrr@10/mean").asDouble() + 0.3);
    assertTrue(rankers.at("/reranked/mrr@10/pAgainstBm25").asDouble() < 0.01);
    assertEquals(List.of("bm25", "lsa", "model", "reranked"), names(rankers));
    EvaluationFacts shown = EvaluationFacts.read(result.artifact().folder());
    assertEquals(
        names(rankers),
        shown.rankers().stream().map(EvaluationFacts.Row::ranker).sorted().toList());
    assertEquals(
        rankers.at("/reranked/mrr@10/mean").asDouble(),
        shown.rankers().stream()
            .filter(one -> one.ranker().equals("reranked"))
            .findFirst()
            .orElseThrow()
            .cells()
            .get(List.of(Metric.values()).indexOf(Metric.MRR_10))
            .mean());
    assertEquals("Promoted: " + verdict.reason(), shown.verdict());
  }

  @Test
  void keepsBackAModelThatKnowsNothing() throws Exception {
    Verdict verdict = verdict(evaluate(TinySite.knowing(0), Map.of("depth", "2")));
    assertFalse(verdict.promoted(), verdict.reason());
  }

  @Test
  void writesEveryFileOfTheContract() throws Exception {
    Path files = evaluate(TinySite.knowing(0.8), Map.of()).artifact().folder();
    for (String name :
        List.of(
            "metrics.json",
            "verdict.json",
            "ranking.json",
            "bm25.run",
            "lsa.run",
            "model.run",
            "reranked.run",
            "qrels.tsv",
            "queries.jsonl",
            "report.html")) {
      assertTrue(Files.size(files.resolve(name)) > 0, name);
      assertTrue(EvaluationFiles.names().contains(name), name);
    }
    RankingSettings ranking = RankingSettings.read(files.resolve("ranking.json"));
    assertEquals(60, ranking.depth());
    assertEquals(Bm25Parameters.DEFAULT, ranking.bm25());
    assertEquals(2, ranking.maxWindows());
    assertEquals(
        1.0, ranking.weights().values().stream().mapToDouble(weight -> weight).sum(), 1e-9);
    String report = Files.readString(files.resolve("report.html"));
    assertTrue(report.contains("Promoted"), report);
    assertTrue(report.contains("<polyline"), report);
    assertFalse(report.contains("http"), "the page needs nothing beside it");
  }

  @Test
  void countsWhatIsReadUsedAndLeftOut() throws Exception {
    Counts counts =
        evaluate(TinySite.knowing(0.8), Map.of("max-queries", "30")).artifact().manifest().counts();
    assertEquals(61, counts.read());
    assertEquals(30, counts.written());
    assertEquals(Map.of("section-not-indexed", 1L), counts.deadLetters());
    assertEquals(
        Map.of("left-out-by-sample", 30L, "test-queries", 20L, "validation-queries", 10L),
        counts.others());
  }

  @Test
  void tooFewQueriesKeepBackEvenAGoodModel() throws Exception {
    Verdict verdict = verdict(evaluate(TinySite.knowing(1), Map.of("min-queries", "41")));
    assertEquals("too-few-queries", verdict.code());
  }

  @Test
  void aBetterPublishedModelKeepsTheCandidateBack() throws Exception {
    site.publish(1, "other");
    RankingModel.Loader loader = path -> TinySite.knowing(path.endsWith("1") ? 1 : 0.3).load(path);
    StageResult result = evaluate(loader, Map.of());
    assertEquals("below-production", verdict(result).code());
    assertEquals(1, Objects.requireNonNull(verdict(result).evidence().rival()).version());
    assertTrue(Files.exists(result.artifact().folder().resolve("production.run")));
  }

  @Test
  void aWorsePublishedModelGivesWay() throws Exception {
    site.publish(1, "other");
    RankingModel.Loader loader = path -> TinySite.knowing(path.endsWith("1") ? 0.3 : 1).load(path);
    assertEquals("above-production", verdict(evaluate(loader, Map.of())).code());
  }

  @Test
  void theCandidateIsNotItsOwnRival() throws Exception {
    site.publish(1, TinySite.TRAIN);
    assertNull(verdict(evaluate(TinySite.knowing(0.8), Map.of())).evidence().rival());
  }

  @Test
  void aModelThatFailsIsAnErrorAndNoVerdict() {
    RankingModel.Loader loader =
        path ->
            new RankingModel() {
              @Override
              public dev.docent.serving.ranking.Scorer scorer(int maxWindows) {
                return (query, candidates) -> {
                  throw new ScoringException("the model gave NaN");
                };
              }

              @Override
              public void close() {}
            };
    String message =
        assertThrows(UserException.class, () -> evaluate(loader, Map.of())).getMessage();
    assertTrue(message.contains("the model gave NaN"), message);
  }

  @Test
  void aSentenceEncoderThatKnowsTheAnswersGetsWeight() throws Exception {
    site.embed();
    StageResult result = evaluate(TinySite.knowingByVectors(0), Map.of("neighbours", "5"));
    Path files = result.artifact().folder();
    RankingSettings ranking = RankingSettings.read(files.resolve("ranking.json"));
    assertEquals(5, ranking.neighbours());
    assertTrue(ranking.weights().get("encoder") > 0.3, ranking.weights().toString());
    JsonNode rankers = metrics(result).get("rankers");
    assertEquals(
        List.of(
            "bm25", "lsa", "model", "encoder", "encoder-bm25", "model-bm25", "thirds", "reranked"),
        names(rankers));
    assertEquals(1, rankers.at("/encoder/mrr@10/mean").asDouble(), 1e-9);
    assertTrue(ranking.weights().containsKey("lsa"), ranking.weights().toString());
    assertEquals(286, metrics(result).get("weightCurve").size());
    assertTrue(Files.readString(files.resolve("report.html")).contains("encoder alone"));
    assertTrue(verdict(result).promoted(), verdict(result).reason());
  }

  @Test
  void keepsThePublishedModelsVectorsForTheSearch() throws Exception {
    site.embed();
    site.publish(
        1,
        "bbbbbbbbbbbbbbbbbbbb",
        RankingSettings.DEFAULT
            .withNeighbours(5)
            .withWeights(Map.of("bm25", 0.4, "model", 0.3, "encoder", 0.3)));
    StageResult result = evaluate(TinySite.knowingByVectors(0.5), Map.of("neighbours", "5"));
    assertTrue(metrics(result).get("rankers").has("production"));
    Path vectors =
        VectorsOfModel.find(
                site.workspace,
                new StageExecutor(site.workspace).currentInputs(Stage.EVALUATE).get(Stage.INDEX),
                "bbbbbbbbbbbbbbbbbbbb")
            .orElseThrow();
    assertTrue(Files.isDirectory(vectors), vectors.toString());
    assertEquals("production-vectors", vectors.getParent().getFileName().toString());
  }

  private StageResult evaluate(RankingModel.Loader loader, Map<String, String> settings)
      throws Exception {
    Map<String, String> values =
        new HashMap<>(
            Map.of("resamples", "500", "depth", "60", "max-windows", "2", "zero-shot", "false"));
    values.putAll(settings);
    StageExecutor executor = new StageExecutor(site.workspace);
    StageExecutor.Plan plan =
        executor.plan(
            Stage.EVALUATE,
            Settings.read(EvaluateConfig.class, "evaluate", values),
            executor.currentInputs(Stage.EVALUATE));
    return executor.execute(plan, new EvaluateStage(loader), List.of(), false);
  }

  private static Verdict verdict(StageResult result) throws IOException {
    return Verdict.read(result.artifact().file("verdict.json"));
  }

  private static JsonNode metrics(StageResult result) throws IOException {
    return new ObjectMapper().readTree(result.artifact().file("metrics.json").toFile());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new java.util.ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
