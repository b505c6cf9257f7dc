package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.bases.Bases;
import dev.docent.models.bases.TinyBase;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.TextEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainStageTest {
  @TempDir Path folder;

  @Test
  void trainsMiniLmOnADataSetAndExportsIt() throws Exception {
    Vocabulary vocabulary = Vocabulary.ofBase(Bases.MINI_LM.name());
    DatasetWorkspace workspace = DatasetWorkspace.create(folder, vocabulary);
    StageResult result =
        workspace.run(
            Stage.TRAIN,
            Map.of(
                "epochs", "1",
                "batch-queries", "2",
                "checkpoint-steps", "2",
                "encoder", "tuned",
                "encoder-batch-queries", "3"),
            new TrainStage());
    Path output = result.artifact().folder();

    List<String> log = Files.readAllLines(output.resolve("training-log.jsonl"));
    assertEquals(4, log.size(), "the base, and three steps");
    JsonNode report = new ObjectMapper().readTree(output.resolve("training.json").toFile());
    assertEquals(3, report.at("/networks/cross-encoder/steps").intValue());
    assertEquals("steps", report.at("/networks/cross-encoder/endedBy").textValue());
    assertEquals(2, report.at("/networks/sentence-encoder/steps").intValue());
    assertTrue(report.at("/networks/cross-encoder/cpuSeconds").doubleValue() > 0);
    assertEquals("2", report.at("/settings/batch-queries").textValue());
    assertEquals("Apache-2.0", report.path("licence").textValue());
    String card = Files.readString(output.resolve("model/assets.extra/model-card.md"));
    assertTrue(card.contains("| base's licence | Apache-2.0 |"), card);
    assertTrue(card.contains("| cross-encoder | 1.0000 |"), card);
    assertEquals(5, EventFiles.read(output.resolve("tensorboard/cross-encoder")).size());
    assertEquals(4, EventFiles.read(output.resolve("tensorboard/sentence-encoder")).size());
    assertTrue(report.path("peakResidentBytes").longValue() > 100_000_000);
    assertTrue(
        Files.readString(output.resolve("model-summary.txt")).contains("Total params: 22,566,"),
        Files.readString(output.resolve("model-summary.txt")));
    assertEquals(900, ImageIO.read(output.resolve("training.png").toFile()).getWidth());
    assertFalse(
        Files.exists(workspace.workspace().scratch(Stage.TRAIN, result.artifact().fingerprint())),
        "checkpoints are gone once the stage is complete");

    try (SavedModel model = SavedModel.load(output.resolve("model"))) {
      assertEquals(result.artifact().fingerprint(), model.card().trainFingerprint());
      assertTrue(model.card().lineage().keySet().containsAll(List.of("dataset", "parse")));
      PairEncoder encoder =
          new PairEncoder(new WordPiece(model.vocabulary()), model.sequenceLength());
      List<PairEncoder.Pair> pairs = new ArrayList<>();
      pairs.add(encoder.encode("how does kafka work", "", "Kafka keeps messages in a log."));
      pairs.add(encoder.encode("how does kafka work", "", "The sea was calm all day."));
      TextEncoder texts = new TextEncoder(encoder.wordPiece(), model.sequenceLength());
      float[][] vectors =
          model.embed(
              List.of(
                  texts.query("how does kafka work"),
                  texts.windows("", "Kafka keeps messages in a log.", 1).get(0),
                  texts.windows("", "The sea was calm all day.", 1).get(0)));
      assertEquals(384, vectors[0].length);
      assertEquals(1, dot(vectors[0], vectors[0]), 1e-4);
      assertTrue(dot(vectors[0], vectors[1]) > dot(vectors[0], vectors[2]));
      float[] scores = model.score(pairs);
      assertTrue(scores[0] > scores[1]);
    }
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Test
  void trainsABaseOfTheUsersOwn() throws Exception {
    DatasetWorkspace workspace =
        DatasetWorkspace.create(folder, Vocabulary.ofBase(Bases.MINI_LM.name()));
    Path own = TinyBase.write(folder.resolve("my-bert"));
    StageResult result =
        workspace.run(
            Stage.TRAIN,
            Map.of("base-folder", own.toString(), "batch-queries", "2", "checkpoint-steps", "2"),
            new TrainStage());
    Path model = result.artifact().folder().resolve("model");
    String card = Files.readString(model.resolve("assets.extra/model-card.md"));
    assertTrue(card.contains("| base's licence | mit |"), card);
    try (SavedModel loaded = SavedModel.load(model)) {
      assertEquals("my-bert", loaded.card().base());
      assertEquals(TinyBase.HIDDEN, loaded.card().embeddingSize());
    }
    Files.writeString(own.resolve("README.md"), "---\nlicense: apache-2.0\n---\n");
    assertNotEquals(
        result.artifact().fingerprint(),
        workspace
            .run(Stage.TRAIN, Map.of("base-folder", own.toString()), context -> {})
            .artifact()
            .fingerprint(),
        "another base is another training");
  }

  @Test
  void refusesADataSetOfAnotherVocabulary() throws Exception {
    List<String> pieces = new ArrayList<>(Vocabulary.ofBase(Bases.MINI_LM.name()).pieces());
    pieces.set(pieces.size() - 1, "not-a-piece-of-bert");
    DatasetWorkspace workspace = DatasetWorkspace.create(folder, Vocabulary.of(pieces));
    UserException e =
        assertThrows(
            UserException.class, () -> workspace.run(Stage.TRAIN, Map.of(), new TrainStage()));
    assertTrue(e.getMessage().contains("vocabulary"), e.getMessage());
  }
}
