package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductionModelTest {
  @TempDir Path folder;

  @Test
  void thereIsNoRivalBeforeAnythingWasPublished() throws IOException {
    assertTrue(ProductionModel.rivalOf(workspace(), "docent", "a").isEmpty());
  }

  @Test
  void theRivalIsTheSameBeforeAndAfterTheCandidateWasPromoted() throws IOException {
    publish(1, "a");
    new ModelPointer(1, null).write(model(), ModelPointer.STABLE);
    assertEquals(1, rivalVersion("b"));
    publish(2, "b");
    new ModelPointer(2, 1L).write(model(), ModelPointer.STABLE);
    assertEquals(1, rivalVersion("b"));
    assertEquals(2, rivalVersion("c"));
  }

  @Test
  void theFirstModelHasNoRivalAfterItsPromotionEither() throws IOException {
    publish(1, "a");
    new ModelPointer(1, null).write(model(), ModelPointer.STABLE);
    assertTrue(ProductionModel.rivalOf(workspace(), "docent", "a").isEmpty());
  }

  @Test
  void aDamagedPointerIsNamedWithWhatIsValid() throws IOException {
    Files.createDirectories(model());
    Files.writeString(model().resolve("stable"), "3");
    UserException e =
        assertThrows(
            UserException.class, () -> ProductionModel.rivalOf(workspace(), "docent", "a"));
    assertTrue(e.getMessage().contains("\"version\""), e.getMessage());
  }

  private long rivalVersion(String candidate) throws IOException {
    return ProductionModel.rivalOf(workspace(), "docent", candidate).orElseThrow().version();
  }

  private Workspace workspace() throws IOException {
    return Workspace.open(folder.toString());
  }

  private Path model() {
    return folder.resolve("models/docent");
  }

  private void publish(int version, String train) throws IOException {
    Path extra = model().resolve(version + "/assets.extra");
    Files.createDirectories(extra);
    Files.writeString(extra.resolve("docent.json"), "{\"trainFingerprint\": \"" + train + "\"}");
  }
}
