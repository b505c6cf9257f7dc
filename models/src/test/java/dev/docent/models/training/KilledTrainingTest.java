package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.Killed;
import dev.docent.models.bases.Bases;
import dev.docent.models.bases.TinyBase;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.workspace.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose process is killed in each of its parts ends as one that wasn't. */
class KilledTrainingTest {
  private static final List<String> KILLS =
      List.of("sentence-encoder step 4", "cross-encoder step 7", TrainStage.EXPORTED);

  @TempDir Path folder;

  @Test
  void aTrainingKilledInEachPartEndsAsOneUndisturbed() throws Exception {
    Path disturbed = folder.resolve("disturbed");
    for (String where : KILLS) {
      Killed.at(KilledTrainingTest.Program.class, disturbed.toString(), where);
      assertTrue(
          DatasetWorkspace.create(disturbed, vocabulary()).workspace().all(Stage.TRAIN).isEmpty(),
          "nothing looks complete after a kill at " + where);
    }
    Artifact actual = train(disturbed, milestone -> {}).artifact();
    Artifact expected = train(folder.resolve("undisturbed"), milestone -> {}).artifact();

    assertEquals(expected.fingerprint(), actual.fingerprint());
    for (String log : List.of("training-log.jsonl", "encoder-log.jsonl")) {
      List<LogEntry> before = TrainingLog.read(expected.file(log));
      List<LogEntry> after = TrainingLog.read(actual.file(log));
      assertEquals(before.size(), after.size(), log);
      for (int i = 1; i < before.size(); i++) {
        assertEquals(i, after.get(i).step());
        assertEquals(before.get(i).loss(), after.get(i).loss(), 1e-4, log + " step " + i);
      }
    }
    ExportedScores scores = ExportedScores.read(actual.file("model")).orElseThrow();
    ExportedScores wanted = ExportedScores.read(expected.file("model")).orElseThrow();
    assertArrayEquals(wanted.scores().get(0), scores.scores().get(0), 1e-3f);
    try (SavedModel model = SavedModel.load(actual.file("model"))) {
      assertArrayEquals(scores.scores().get(0), model.score(scores.requests().get(0)), 1e-4f);
    }
    assertFalse(Files.exists(disturbed.resolve("scratch/train-" + actual.fingerprint())));
    try (Stream<Path> attempts = Files.list(actual.folder().getParent())) {
      assertEquals(2, attempts.count(), "the manifest and one attempt");
    }
  }

  private static Vocabulary vocabulary() {
    return Vocabulary.ofBase(Bases.MINI_LM.name());
  }

  private static StageResult train(Path folder, Consumer<String> reached) throws Exception {
    DatasetWorkspace workspace = DatasetWorkspace.create(folder, vocabulary());
    Path own = folder.resolveSibling("my-bert");
    if (!Files.exists(own)) {
      TinyBase.write(own);
    }
    return workspace.run(
        Stage.TRAIN,
        Map.of(
            "base-folder", own.toString(),
            "epochs", "4",
            "batch-queries", "2",
            "encoder-batch-queries", "3",
            "checkpoint-steps", "3",
            "learning-rate", "1e-3",
            "patience", "0"),
        new TrainStage(reached));
  }

  /** What is killed: takes the workspace's folder, and where. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      train(
          Path.of(arguments[0]),
          milestone -> {
            if (milestone.equals(arguments[1])) {
              Killed.waitHere();
            }
          });
      System.exit(1);
    }
  }
}
