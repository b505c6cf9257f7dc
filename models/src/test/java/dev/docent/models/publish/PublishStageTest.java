package dev.docent.models.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.Samples;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordWriter;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ProductionModel;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishStageTest {
  /** The fingerprint that the sample model's card names. */
  private static final String TRAIN = "0";

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void make() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    artifact(Stage.DATASET, "d", Map.of(), this::dataset);
  }

  @Test
  void publishesARealModelThatScoresAlike() throws Exception {
    train();
    verdict(true);
    JsonNode publication = publication(publish(step -> {}));
    assertTrue(publication.get("promoted").asBoolean());
    assertEquals("models/docent/1", publication.get("folder").asText());
    assertEquals(10, publication.at("/check/pairs").asInt());
    assertTrue(publication.at("/check/largestDifference").asDouble() <= 1e-4);
    assertTrue(publication.at("/check/medianMillis").asDouble() > 0);
    Path version = workspace.root().resolve("models/docent/1");
    List<List<Pair>> warmup = WarmupRequests.read(version.resolve(WarmupRequests.PATH));
    assertEquals(2, warmup.size());
    try (SavedModel model = SavedModel.load(version)) {
      assertEquals(5, model.score(warmup.get(0)).length);
    }
    assertEquals(
        1,
        ModelPointer.read(workspace.models().resolve("docent"), ModelPointer.STABLE)
            .orElseThrow()
            .version());
    assertTrue(ProductionModel.rivalOf(workspace, "docent", TRAIN).isEmpty());
    assertEquals(1, ProductionModel.rivalOf(workspace, "docent", "other").orElseThrow().version());
  }

  @Test
  void aStopBeforeThePointerEndsRightOnTheNextRun() throws Exception {
    train();
    verdict(true);
    assertThrows(
        IllegalStateException.class,
        () ->
            publish(
                step -> {
                  if (step == Publisher.Step.RENAMED) {
                    throw new IllegalStateException("stopped");
                  }
                }));
    assertTrue(workspace.currentArtifact(Stage.PUBLISH).isEmpty());
    JsonNode publication = publication(publish(step -> {}));
    assertEquals(1, publication.get("version").asInt());
    assertTrue(publication.get("reused").asBoolean());
  }

  @Test
  void aModelKeptBackIsNotPublishedAndThatIsNoError() throws Exception {
    artifact(
        Stage.TRAIN,
        TRAIN,
        Map.of("dataset", "d"),
        out -> {
          Files.createDirectories(out.resolve("model"));
          Files.writeString(out.resolve("model/saved_model.pb"), "never read");
        });
    verdict(false);
    StageResult result = publish(step -> {});
    JsonNode publication = publication(result);
    assertFalse(publication.get("promoted").asBoolean());
    assertEquals("because", publication.get("reason").asText());
    assertFalse(publication.has("version"));
    assertFalse(Files.exists(workspace.models()));
    Counts counts = result.artifact().manifest().counts();
    assertEquals(1, counts.read());
    assertEquals(0, counts.written());
    assertEquals(Map.of("kept-back", 1L), counts.others());
  }

  @Test
  void aModelThatWasTakenOutOfUseByHandIsKeptBack() throws Exception {
    train();
    verdict(true);
    publish(step -> {});
    Path model = workspace.models().resolve("docent");
    new ModelPointer(7, null).movedTo(1).rolledBack().orElseThrow().write(model, "stable");
    artifact(Stage.EVALUATE, "e2", Map.of("train", TRAIN), PublishStageTest::promoted);
    JsonNode publication = publication(publish(step -> {}));
    assertFalse(publication.get("promoted").asBoolean());
    assertTrue(publication.get("reason").asText().contains("by hand"));
    assertEquals(7, ModelPointer.read(model, "stable").orElseThrow().version());
  }

  @Test
  void aVersionThatScoresOtherwiseIsRefused() {
    List<float[]> expected = List.of(new float[] {1, 2});
    assertEquals(
        5e-5, VersionCheck.compare(folder, List.of(new float[] {1, 2.00005f}), expected), 1e-6);
    for (float wrong : new float[] {1.9f, Float.NaN, Float.POSITIVE_INFINITY}) {
      List<float[]> scores = List.of(new float[] {1, wrong});
      assertThrows(UserException.class, () -> VersionCheck.compare(folder, scores, expected));
    }
    List<float[]> few = List.of(new float[] {1});
    assertThrows(UserException.class, () -> VersionCheck.compare(folder, few, expected));
    assertThrows(UserException.class, () -> VersionCheck.compare(folder, List.of(), expected));
    List<float[]> recordedNan = List.of(new float[] {1, Float.NaN});
    assertThrows(UserException.class, () -> VersionCheck.compare(folder, recordedNan, recordedNan));
  }

  /** In this process; that a fresh one does as well is tested with the server. */
  private static VersionCheck.Result scoreHere(Path version, ExportedScores expected)
      throws IOException {
    try (SavedModel model = SavedModel.load(version)) {
      List<float[]> scores = expected.requests().stream().map(model::score).toList();
      int pairs = expected.requests().stream().mapToInt(List::size).sum();
      double largest = VersionCheck.compare(version, scores, expected.scores());
      return new VersionCheck.Result(expected.requests().size(), pairs, largest, 1, 1, 1);
    }
  }

  private StageResult publish(Consumer<Publisher.Step> after) throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    StageExecutor.Plan plan =
        executor.plan(
            Stage.PUBLISH,
            Settings.read(PublishConfig.class, "publish", Map.of("warmup-requests", "2")),
            executor.currentInputs(Stage.PUBLISH));
    return executor.execute(
        plan, new PublishStage(limit -> PublishStageTest::scoreHere, after), List.of(), false);
  }

  private static JsonNode publication(StageResult result) throws IOException {
    return new ObjectMapper().readTree(result.artifact().file("publication.json").toFile());
  }

  private void train() throws IOException {
    artifact(
        Stage.TRAIN,
        TRAIN,
        Map.of("dataset", "d"),
        out -> Samples.exportZeroShot(out.resolve("model")));
  }

  private static void promoted(Path out) throws IOException {
    Files.writeString(out.resolve("verdict.json"), "{\"promoted\": true, \"reason\": \"better\"}");
    Files.writeString(out.resolve("ranking.json"), "{}");
  }

  private void verdict(boolean promoted) throws IOException {
    artifact(
        Stage.EVALUATE,
        "e",
        Map.of("train", TRAIN),
        out -> {
          Files.writeString(
              out.resolve("verdict.json"),
              "{\"promoted\": %s, \"reason\": \"because\"}".formatted(promoted));
          Files.writeString(out.resolve("ranking.json"), "{}");
        });
  }

  /** Three queries of five passages each. */
  private void dataset(Path out) throws IOException {
    List<Pair> pairs = Samples.pairs();
    try (TfRecordWriter writer = TfRecordWriter.create(out.resolve("tfrecord/test.tfrecord"))) {
      for (int i = 0; i < 15; i++) {
        Pair pair = pairs.get(i);
        int n = Samples.SEQUENCE_LENGTH;
        int[] mask = new int[n];
        Arrays.fill(mask, 0, pair.length(), 1);
        writer.write(
            Example.builder()
                .int64s("input_ids", longs(Arrays.copyOf(pair.inputIds(), n)))
                .int64s("input_mask", longs(mask))
                .int64s("segment_ids", longs(Arrays.copyOf(pair.segmentIds(), n)))
                .int64s("group", 7 + i / 5)
                .floats("label", i % 5 == 0 ? 1 : 0)
                .build());
      }
    }
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** Writes files. */
  @FunctionalInterface
  private interface Content {
    void writeTo(Path folder) throws IOException;
  }

  private void artifact(
      Stage stage, String fingerprint, Map<String, String> inputs, Content content)
      throws IOException {
    Workspace.Attempt attempt = workspace.begin(stage, fingerprint);
    content.writeTo(attempt.folder());
    Artifact artifact =
        attempt.complete(
            new Manifest(
                stage.id(),
                1,
                fingerprint,
                Map.of(),
                inputs,
                Map.of(),
                new Counts(),
                List.of(),
                attempt.name(),
                attempt.files(),
                Instant.now(),
                Instant.now(),
                "test"));
    workspace.makeCurrent(artifact);
  }
}
