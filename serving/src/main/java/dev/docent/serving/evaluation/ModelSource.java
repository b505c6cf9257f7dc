package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ProductionModel;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.ranking.RankingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model to evaluate on a collection.
 *
 * @param folder a version folder
 * @param ranking the settings that belong to it
 * @param description where it is from, in words
 */
record ModelSource(Path folder, RankingSettings ranking, String description) {
  /**
   * Finds the model: the stable published version, else the one trained last. Empty where the
   * workspace has neither.
   */
  static Optional<ModelSource> in(Workspace workspace, String name) throws IOException {
    Path models = workspace.model(name);
    Optional<ModelPointer> stable = ModelPointer.read(models, ModelPointer.STABLE);
    if (stable.isPresent()) {
      long version = stable.get().version();
      Path folder = models.resolve(Long.toString(version));
      if (!Files.isDirectory(folder)) {
        throw new UserException(
            "the pointer '%s' names version %d, which isn't there"
                .formatted(models.resolve(ModelPointer.STABLE), version));
      }
      return Optional.of(
          new ModelSource(folder, ranking(folder), "%s, version %d".formatted(name, version)));
    }
    Optional<Artifact> train = workspace.currentArtifact(Stage.TRAIN);
    if (train.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelSource(
            train.get().file("model"),
            evaluated(workspace, train.get().fingerprint()),
            "train " + train.get().fingerprint()));
  }

  /**
   * What to say where the published version, which is evaluated, isn't the model trained last.
   * Empty where it is, where nothing is published or trained, or where the version doesn't say what
   * it came from.
   */
  static Optional<String> newerTraining(Workspace workspace, String name) throws IOException {
    Optional<ModelPointer> stable = ModelPointer.read(workspace.model(name), ModelPointer.STABLE);
    Optional<Artifact> train = workspace.currentArtifact(Stage.TRAIN);
    if (stable.isEmpty() || train.isEmpty()) {
      return Optional.empty();
    }
    // The rival of the model trained last is the stable version unless that is the same model.
    return ProductionModel.rivalOf(workspace, name, train.get().fingerprint())
        .filter(rival -> rival.version() == stable.get().version())
        .map(
            rival ->
                ("the model measured is the published version %d, of train %s; the workspace's"
                        + " current train is %s; to measure that one, name it: --model '%s'")
                    .formatted(
                        rival.version(),
                        rival.trainFingerprint(),
                        train.get().fingerprint(),
                        train.get().file("model")));
  }

  /**
   * The version in a folder of its own.
   *
   * @throws UserException if there is none
   */
  static ModelSource at(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve("saved_model.pb"))) {
      throw new UserException(
          "--model is '%s', which has no saved_model.pb; it must be a version folder such as models/docent/3"
              .formatted(folder));
    }
    return new ModelSource(folder, ranking(folder), folder.toString());
  }

  /** The settings stored with a version; the defaults where there are none. */
  static RankingSettings ranking(Path versionFolder) throws IOException {
    Path file = versionFolder.resolve("assets.extra").resolve(RankingSettings.FILE);
    return Files.exists(file) ? RankingSettings.read(file) : RankingSettings.DEFAULT;
  }

  /** The settings that the evaluation of this very training chose. */
  private static RankingSettings evaluated(Workspace workspace, String train) throws IOException {
    Optional<Artifact> evaluate = workspace.currentArtifact(Stage.EVALUATE);
    return evaluate.isPresent()
            && train.equals(evaluate.get().manifest().inputs().get(Stage.TRAIN.id()))
        ? RankingSettings.read(evaluate.get().file(RankingSettings.FILE))
        : RankingSettings.DEFAULT;
  }
}
