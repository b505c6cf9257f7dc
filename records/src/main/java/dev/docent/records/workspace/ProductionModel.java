package dev.docent.records.workspace;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The published model that a candidate is compared with: the stable version, or the one before it
 * where the stable version is the candidate itself. So a candidate meets the same rival before it
 * was promoted and after, and its evaluation stays valid.
 *
 * @param folder the version's folder
 * @param trainFingerprint of the train artifact that it came from
 */
public record ProductionModel(Path folder, long version, String trainFingerprint) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The file in a version folder that says where the version came from. */
  public static final String PROVENANCE = "assets.extra/docent.json";

  /** Finds the rival of a candidate; empty where nothing else was ever published. */
  public static Optional<ProductionModel> rivalOf(
      Workspace workspace, String model, String candidateTrainFingerprint) throws IOException {
    Path folder = workspace.model(model);
    Optional<ModelPointer> pointer = ModelPointer.read(folder, ModelPointer.STABLE);
    if (pointer.isEmpty()) {
      return Optional.empty();
    }
    ProductionModel stable = of(folder, pointer.get().version());
    if (stable == null || !stable.trainFingerprint().equals(candidateTrainFingerprint)) {
      return Optional.ofNullable(stable);
    }
    Long previous = pointer.get().previous();
    return previous == null ? Optional.empty() : Optional.ofNullable(of(folder, previous));
  }

  /** The stable version, if its label is set and its files are gone. */
  public static Optional<Long> missing(Workspace workspace, String model) throws IOException {
    Path folder = workspace.model(model);
    Optional<ModelPointer> pointer = ModelPointer.read(folder, ModelPointer.STABLE);
    return pointer.isPresent() && of(folder, pointer.get().version()) == null
        ? Optional.of(pointer.get().version())
        : Optional.empty();
  }

  /** The rival as an external input of the evaluation. */
  public static ExternalInput externalFor(
      Workspace workspace, String model, String candidateTrainFingerprint) throws IOException {
    return rivalOf(workspace, model, candidateTrainFingerprint)
        .map(
            rival ->
                new ExternalInput(
                    "models/" + model + "/" + rival.version(), rival.trainFingerprint(), 1, 0))
        .orElse(new ExternalInput("models/" + model, "none", 0, 0));
  }

  private static @Nullable ProductionModel of(Path model, long version) throws IOException {
    Path folder = model.resolve(Long.toString(version));
    Path provenance = folder.resolve(PROVENANCE);
    if (!Files.exists(provenance)) {
      return null;
    }
    String fingerprint =
        JSON.readTree(provenance.toFile()).path("trainFingerprint").asText("unknown");
    return new ProductionModel(folder, version, fingerprint);
  }
}
