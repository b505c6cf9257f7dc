package dev.docent.serving.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.bases.Bases;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.publish.VersionCheck;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedCheckTest {
  private static final int LENGTH = 32;

  @TempDir static Path folder;
  private static Path version;
  private static ExportedScores expected;

  @BeforeAll
  static void export() throws IOException {
    version = folder.resolve("model");
    Vocabulary vocabulary = Vocabulary.ofBase(Bases.MINI_LM.name());
    PairEncoder encoder = new PairEncoder(new WordPiece(vocabulary), LENGTH);
    List<List<Pair>> requests =
        List.of(
            encoder.windows("log rotation", "Logs", "Rotate logs before the disk is full.", 1),
            List.of(
                encoder.encode("service mesh", "", "A mesh puts a proxy beside each service."),
                encoder.encode("service mesh", "Cooking", "Boil the pasta.")));
    try (ScoringGraph graph = new ScoringGraph(Bases.MINI_LM, Interaction.SEPARATE)) {
      graph.initialize(Bases.weights(Bases.MINI_LM));
      ModelCard card =
          new ModelCard(
              Bases.MINI_LM.name(), "separate", LENGTH, vocabulary.sha256(), 0, "0", Map.of());
      SavedModelExport.write(graph, vocabulary, card, version);
      expected = ExportedScores.of(requests, pairs -> graph.score(pairs, LENGTH));
      expected.write(version);
    }
  }

  @Test
  void aFreshProcessServesWhatWasExported() throws Exception {
    ExportedScores read = ExportedScores.read(version).orElseThrow();
    VersionCheck.Result result = new ServedCheck(60_000).run(version, read);
    assertEquals(2, result.requests());
    assertEquals(3, result.pairs());
    assertTrue(result.largestDifference() <= 1e-4, result.toString());
    assertTrue(result.medianMillis() > 0 && result.worstMillis() >= result.medianMillis());
  }

  @Test
  void otherScoresThanThoseRecordedAreRefused() {
    ExportedScores other =
        new ExportedScores(expected.requests(), List.of(new float[] {0}, expected.scores().get(1)));
    UserException e =
        assertThrows(UserException.class, () -> new ServedCheck(0).run(version, other));
    assertTrue(e.getMessage().contains("was recorded when it was exported"), e.getMessage());
  }

  @Test
  void aFolderThatIsNoModelFailsInTheFreshProcess() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    UserException e =
        assertThrows(UserException.class, () -> new ServedCheck(0).run(empty, expected));
    assertTrue(e.getMessage().contains("can't be served by a fresh process"), e.getMessage());
  }
}
