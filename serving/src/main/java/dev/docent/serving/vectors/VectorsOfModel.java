package dev.docent.serving.vectors;

import dev.docent.records.config.Settings;
import dev.docent.records.config.VectorsConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the vectors that a model's sentence encoder made of an index's sections. */
public final class VectorsOfModel {
  /** The folder of an evaluate artifact with the vectors of the published model, which it met. */
  public static final String PRODUCTION = "production-vectors";

  private VectorsOfModel() {}

  /** Into how many windows at most a workspace's sections are cut for vectors. */
  public static int maxWindows(Workspace workspace) throws IOException {
    Map<String, String> made =
        workspace
            .currentArtifact(Stage.VECTORS)
            .map(vectors -> vectors.manifest().parameters())
            .orElse(Map.of());
    return Settings.read(VectorsConfig.class, Stage.VECTORS.id(), made).maxWindows();
  }

  /**
   * The folder of the index of vectors; empty where there are none.
   *
   * @param index the fingerprint of the index artifact
   * @param train the fingerprint of the train artifact that the model is from
   */
  public static Optional<Path> find(Workspace workspace, String index, String train)
      throws IOException {
    for (Artifact vectors : workspace.all(Stage.VECTORS)) {
      if (index.equals(vectors.manifest().inputs().get(Stage.INDEX.id()))
          && train.equals(vectors.manifest().inputs().get(Stage.TRAIN.id()))) {
        return of(vectors, "", index, train);
      }
    }
    for (Artifact evaluate : workspace.all(Stage.EVALUATE)) {
      if (index.equals(evaluate.manifest().inputs().get(Stage.INDEX.id()))) {
        Optional<Path> kept = of(evaluate, PRODUCTION + "/", index, train);
        if (kept.isPresent()) {
          return kept;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> of(Artifact artifact, String prefix, String index, String train)
      throws IOException {
    String summary = prefix + VectorsSummary.FILE;
    boolean listed =
        artifact.manifest().files().stream().anyMatch(file -> file.path().equals(summary));
    if (!listed) {
      return Optional.empty();
    }
    VectorsSummary of = VectorsSummary.read(artifact.file(summary));
    return of.sections() > 0 && of.index().equals(index) && of.train().equals(train)
        ? Optional.of(artifact.file(prefix + VectorsStage.FOLDER))
        : Optional.empty();
  }
}
