package dev.docent.serving.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourceTest {
  @TempDir Path folder;

  @Test
  void saysWhereTheModelIsFrom() throws IOException {
    TinySite site = new TinySite(folder);
    String description = ModelSource.in(site.workspace, "docent").orElseThrow().description();
    assertEquals("train " + trained(site), description);
    site.publish(1, "another");
    description = ModelSource.in(site.workspace, "docent").orElseThrow().description();
    assertEquals("docent, version 1", description);
  }

  @Test
  void warnsWhereThePublishedVersionIsNotTheModelTrainedLast() throws IOException {
    TinySite site = new TinySite(folder);
    assertEquals(Optional.empty(), ModelSource.newerTraining(site.workspace, "docent"));
    site.publish(1, "another");
    String warning = ModelSource.newerTraining(site.workspace, "docent").orElseThrow();
    assertTrue(warning.contains("published version 1, of train another"), warning);
    assertTrue(warning.contains("current train is " + trained(site)), warning);
    site.publish(2, trained(site));
    assertEquals(Optional.empty(), ModelSource.newerTraining(site.workspace, "docent"));
  }

  private static String trained(TinySite site) throws IOException {
    return site.workspace.currentArtifact(Stage.TRAIN).orElseThrow().fingerprint();
  }
}
