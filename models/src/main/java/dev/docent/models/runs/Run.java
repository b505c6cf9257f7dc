package dev.docent.models.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.training.LogEntry;
import dev.docent.models.training.TrainingLog;
import dev.docent.models.training.TrainingReport;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A complete training, as its artifact tells.
 *
 * @param inUse whether it is the workspace's current one
 * @param evaluation what its newest evaluation found, if it was evaluated
 */
record Run(
    Manifest manifest, boolean inUse, TrainingReport report, Optional<Evaluation> evaluation) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The logs' names, by network. */
  private static final Map<String, String> LOGS = new LinkedHashMap<>();

  static {
    LOGS.put(TrainingReport.CROSS_ENCODER, "training-log.jsonl");
    LOGS.put(TrainingReport.SENTENCE_ENCODER, "encoder-log.jsonl");
  }

  /**
   * What an evaluation found.
   *
   * @param fingerprint the evaluate artifact's
   * @param mrr MRR@10 by ranker
   */
  record Evaluation(String fingerprint, boolean promoted, String reason, Map<String, Double> mrr) {
    static Evaluation read(Artifact evaluate) throws IOException {
      JsonNode verdict = JSON.readTree(evaluate.file("verdict.json").toFile());
      Map<String, Double> mrr = new TreeMap<>();
      if (holds(evaluate, "metrics.json")) {
        JsonNode rankers = JSON.readTree(evaluate.file("metrics.json").toFile()).path("rankers");
        rankers
            .properties()
            .forEach(
                ranker -> {
                  JsonNode mean = ranker.getValue().path("mrr@10").path("mean");
                  if (mean.isNumber()) {
                    mrr.put(ranker.getKey(), mean.doubleValue());
                  }
                });
      }
      return new Evaluation(
          evaluate.fingerprint(),
          verdict.path("promoted").asBoolean(),
          verdict.path("reason").asText(),
          mrr);
    }
  }

  static Run read(Artifact train, boolean inUse, Optional<Artifact> evaluate) throws IOException {
    return new Run(
        train.manifest(),
        inUse,
        TrainingReport.read(train.file(TrainingReport.FILE)),
        evaluate.isPresent() ? Optional.of(Evaluation.read(evaluate.get())) : Optional.empty());
  }

  /** The logs of its networks, by name. */
  static Map<String, List<LogEntry>> curves(Artifact train) throws IOException {
    Map<String, List<LogEntry>> curves = new LinkedHashMap<>();
    for (var log : LOGS.entrySet()) {
      if (holds(train, log.getValue())) {
        curves.put(log.getKey(), TrainingLog.read(train.file(log.getValue())));
      }
    }
    return curves;
  }

  String fingerprint() {
    return manifest.fingerprint();
  }

  String dataset() {
    return manifest.inputs().getOrDefault(Stage.DATASET.id(), "");
  }

  private static boolean holds(Artifact artifact, String path) {
    return artifact.manifest().files().stream().anyMatch(file -> file.path().equals(path));
  }
}
