package dev.docent.models.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.models.savedmodel.HeldOutPairs;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what is published: a trained model, its ranking settings and its requests. */
public final class Candidates {
  private static final String MODEL = "model/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Candidates() {}

  /**
   * Checks a model's name, which is a folder's and a part of URLs.
   *
   * @throws UserException if it can't be one
   */
  public static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new UserException(
          "the model's name is '%s'; it must be at most 100 letters, digits, '.', '_' and '-', and start with a letter or digit"
              .formatted(name));
    }
  }

  /**
   * A model that the workspace trained.
   *
   * @param evaluate its evaluation, null where there is none: then it ranks by the defaults
   * @param warmup how many requests to store with the version
   */
  public static Publisher.Candidate of(
      Workspace workspace, Artifact train, @Nullable Artifact evaluate, int warmup, String reason)
      throws IOException {
    Path trained = train.file("model");
    ExportedScores expected = expected(workspace, train, trained, Math.max(1, warmup));
    return new Publisher.Candidate(
        train.fingerprint(),
        trained,
        files(train),
        evaluate == null ? new byte[0] : Files.readAllBytes(evaluate.file("ranking.json")),
        expected,
        warmup == 0 ? List.of() : expected.requests(),
        reason,
        evaluate == null ? Map.of() : metrics(evaluate));
  }

  /**
   * A model in a folder of its own, in the layout that training writes.
   *
   * @param warmup how many requests to store with the version
   * @throws UserException if it can't be loaded
   */
  public static Publisher.Candidate of(Path folder, int warmup, String reason) throws IOException {
    ExportedScores expected = scored(folder, HeldOutPairs.none(), Math.max(1, warmup));
    Path ranking = folder.resolve(Publisher.RANKING);
    return new Publisher.Candidate(
        ModelCard.read(folder).trainFingerprint(),
        folder,
        Publisher.files(folder).stream()
            .filter(file -> !file.path().equals(Publisher.RANKING))
            .filter(file -> !file.path().equals(WarmupRequests.PATH))
            .toList(),
        Files.exists(ranking) ? Files.readAllBytes(ranking) : new byte[0],
        expected,
        warmup == 0 ? List.of() : expected.requests(),
        reason,
        Map.of());
  }

  /** What a published version must answer; of one that came without recorded answers, none. */
  public static Optional<ExportedScores> expectedOf(Path version) throws IOException {
    Optional<ExportedScores> recorded = ExportedScores.read(version);
    if (recorded.isPresent() || !Files.exists(version.resolve(WarmupRequests.PATH))) {
      return recorded;
    }
    try (SavedModel model = SavedModel.load(version)) {
      return Optional.of(
          ExportedScores.of(
              WarmupRequests.read(version.resolve(WarmupRequests.PATH)), model::score));
    }
  }

  private static ExportedScores expected(
      Workspace workspace, Artifact train, Path trained, int limit) throws IOException {
    String made = train.manifest().inputs().get(Stage.DATASET.id());
    Optional<Artifact> dataset =
        made == null ? Optional.empty() : workspace.find(Stage.DATASET, made);
    List<List<Pair>> requests =
        dataset.isPresent() && ExportedScores.read(trained).isEmpty()
            ? HeldOutPairs.of(dataset.get().file("tfrecord"), limit)
            : HeldOutPairs.none();
    return scored(trained, requests, limit);
  }

  /** What was recorded at the export; of models that were exported without, what they say now. */
  private static ExportedScores scored(Path folder, List<List<Pair>> otherwise, int limit)
      throws IOException {
    Optional<ExportedScores> recorded = ExportedScores.read(folder);
    if (recorded.isPresent()) {
      return recorded.get().first(limit);
    }
    try (SavedModel model = SavedModel.load(folder)) {
      return ExportedScores.of(otherwise, model::score);
    }
  }

  /** The model's files, as the train artifact's manifest has them. */
  private static List<Manifest.DataFile> files(Artifact train) {
    return train.manifest().files().stream()
        .filter(file -> file.path().startsWith(MODEL))
        .map(
            file ->
                new Manifest.DataFile(
                    file.path().substring(MODEL.length()), file.bytes(), file.sha256()))
        .toList();
  }

  /** The means of the reranked run, by metric. */
  private static Map<String, Double> metrics(Artifact evaluate) throws IOException {
    boolean measured =
        evaluate.manifest().files().stream().anyMatch(file -> file.path().equals("metrics.json"));
    Map<String, Double> means = new TreeMap<>();
    if (measured) {
      JsonNode reranked =
          JSON.readTree(evaluate.file("metrics.json").toFile()).at("/rankers/reranked");
      for (var metric : reranked.properties()) {
        if (metric.getValue().path("mean").isNumber()) {
          means.put(metric.getKey(), metric.getValue().get("mean").asDouble());
        }
      }
    }
    return means;
  }
}
