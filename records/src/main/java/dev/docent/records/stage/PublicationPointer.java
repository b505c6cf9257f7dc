package dev.docent.records.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ModelRegistry;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the pointer {@code stable} true to a publication that a run finds made: a run that ends
 * with a promoted model ends with that model in use, also where other settings put another one in
 * its place since. A version that a person took out of use stays out.
 */
final class PublicationPointer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;

  PublicationPointer(Workspace workspace) {
    this.workspace = workspace;
  }

  /** A publication that promoted a model. */
  private record Promoted(String name, long version) {}

  /** Whether what a publication says is there still is; one that kept a model back says nothing. */
  boolean holds(Artifact publication) throws IOException {
    Optional<Promoted> promoted = read(publication);
    return promoted.isEmpty()
        || workspace
            .modelVersions(promoted.get().name())
            .numbers()
            .contains(promoted.get().version());
  }

  /**
   * Moves the pointer to the publication's version if it is elsewhere.
   *
   * @return what was done or left, in words; empty where the pointer was right
   */
  Optional<String> restore(Artifact publication) throws IOException {
    Optional<Promoted> promoted = read(publication);
    if (promoted.isEmpty()) {
      return Optional.empty();
    }
    String name = promoted.get().name();
    long version = promoted.get().version();
    ModelRegistry registry = workspace.registry(name);
    ModelVersions seen = registry.read();
    Optional<ModelPointer> stable = seen.stable();
    if (stable.isPresent() && stable.get().version() == version) {
      return Optional.empty();
    }
    if (stable.isPresent() && stable.get().withdrawn().contains(version)) {
      return Optional.of(
          "version %d of model '%s' was taken out of use by hand, and version %d stays; 'docent models promote %d' takes it back"
              .formatted(version, name, stable.get().version(), version));
    }
    ModelPointer next =
        stable.isEmpty()
            ? new ModelPointer(version, null)
            : sameTraining(seen, stable.get().version(), version)
                ? stable.get().replacedBy(version)
                : stable.get().movedTo(version);
    registry.move(ModelPointer.STABLE, next, seen);
    return Optional.of(
        "model '%s' is at version %d again, as this publication promoted it (it was at %s)"
            .formatted(
                name, version, stable.map(one -> "version " + one.version()).orElse("no version")));
  }

  private static boolean sameTraining(ModelVersions versions, long one, long other) {
    Optional<String> first = versions.version(one).map(version -> version.trainFingerprint());
    return first.isPresent()
        && !first.get().isEmpty()
        && first.equals(versions.version(other).map(version -> version.trainFingerprint()));
  }

  private static Optional<Promoted> read(Artifact publication) throws IOException {
    JsonNode json = JSON.readTree(publication.file("publication.json").toFile());
    return json.path("promoted").asBoolean() && json.path("version").isIntegralNumber()
        ? Optional.of(new Promoted(json.path("name").asText(), json.path("version").asLong()))
        : Optional.empty();
  }
}
