package dev.docent.models.publish;

import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.FolderModels;
import dev.docent.records.workspace.Hashes;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.VersionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a model into its folder: copies it beside the versions, checks the copy, renames it to
 * the next version, and moves the pointer last. Stopped after any step, and started again, it ends
 * the same.
 */
public final class Publisher {
  static final String RANKING = "assets.extra/ranking.json";

  private final VersionFolders versions;
  private final VersionCheck check;
  private final Consumer<Step> after;

  /** What has been done. */
  enum Step {
    COPIED,
    CHECKED,
    RENAMED,
    POINTED
  }

  /**
   * What is published.
   *
   * @param folder the trained model's
   * @param files its files with their checksums, paths relative to the folder
   * @param ranking the content of ranking.json, empty for none: then it ranks by the defaults
   * @param expected what the version must answer
   * @param warmup requests to store, none to store no file
   * @param reason why it is published, in words
   * @param metrics that its evaluation found, by name
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  public record Candidate(
      String trainFingerprint,
      Path folder,
      List<Manifest.DataFile> files,
      byte[] ranking,
      ExportedScores expected,
      List<List<Pair>> warmup,
      String reason,
      Map<String, Double> metrics) {}

  /**
   * A published version.
   *
   * @param reused whether it was there already
   * @param withdrawn whether it was left alone because a person took it out of use
   * @param check null where the version was there already
   */
  public record Published(
      long version, boolean reused, boolean withdrawn, VersionCheck.@Nullable Result check) {}

  /**
   * @param model the model's folder, below which the versions are
   */
  public Publisher(Path model, VersionCheck check) {
    this(model, check, step -> {});
  }

  /**
   * @param after told of each step when it is done
   */
  Publisher(Path model, VersionCheck check, Consumer<Step> after) {
    this.versions = new VersionFolders(model);
    this.check = check;
    this.after = after;
  }

  /** The files of a folder as a candidate lists them. */
  public static List<Manifest.DataFile> files(Path folder) throws IOException {
    List<Manifest.DataFile> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.add(new Manifest.DataFile(path, Files.size(file), Hashes.sha256(file)));
      }
    }
    return files;
  }

  /** Adds a version, or finds it added; no pointer moves. */
  public Published add(Candidate candidate) throws IOException, InterruptedException {
    return FolderModels.alone(versions.model(), () -> findOrMake(candidate));
  }

  /**
   * Publishes, or finds it published; the pointer names the version when this returns, unless a
   * person took that version out of use.
   */
  public Published publish(Candidate candidate) throws IOException, InterruptedException {
    return FolderModels.alone(
        versions.model(),
        () -> {
          Published published = findOrMake(candidate);
          if (isWithdrawn(published.version())) {
            return new Published(published.version(), true, true, null);
          }
          point(published.version(), candidate.trainFingerprint());
          after.accept(Step.POINTED);
          return published;
        });
  }

  private Published findOrMake(Candidate candidate) throws IOException, InterruptedException {
    versions.removeLeftovers();
    OptionalLong there =
        versions.holding(candidate.trainFingerprint(), candidate.ranking(), candidate.files());
    if (there.isEmpty()) {
      return make(candidate);
    }
    // A stop between the version and its record left it without.
    if (VersionRecord.read(versions.model(), there.getAsLong()).isEmpty()) {
      record(there.getAsLong(), candidate, null);
    }
    return new Published(there.getAsLong(), true, false, null);
  }

  private Published make(Candidate candidate) throws IOException, InterruptedException {
    Path incoming = versions.incoming();
    try {
      copy(candidate, incoming);
      after.accept(Step.COPIED);
      VersionCheck.Result result = check.run(incoming, candidate.expected());
      after.accept(Step.CHECKED);
      long version = versions.rename(incoming);
      after.accept(Step.RENAMED);
      record(version, candidate, result.medianMillis());
      return new Published(version, false, false, result);
    } finally {
      AtomicFiles.deleteTree(incoming);
    }
  }

  private void record(long version, Candidate candidate, @Nullable Double millis)
      throws IOException {
    new VersionRecord(
            version,
            VersionRecord.State.READY,
            Instant.now(),
            candidate.trainFingerprint(),
            candidate.reason(),
            candidate.metrics(),
            millis,
            files(versions.folder(version)))
        .write(versions.model());
  }

  private void copy(Candidate candidate, Path incoming) throws IOException {
    for (Manifest.DataFile file : candidate.files()) {
      Path target = incoming.resolve(file.path());
      Files.createDirectories(target.getParent());
      Files.copy(candidate.folder().resolve(file.path()), target);
    }
    if (!VersionFolders.isWhole(incoming, candidate.files())) {
      throw new UserException(
          "the trained model in '%s' differs from its manifest; make it again with 'docent train --force'"
              .formatted(candidate.folder()));
    }
    Path ranking = incoming.resolve(RANKING);
    Files.createDirectories(ranking.getParent());
    if (candidate.ranking().length > 0) {
      Files.write(ranking, candidate.ranking());
    }
    if (!candidate.warmup().isEmpty()) {
      String name = versions.model().getFileName().toString();
      WarmupRequests.write(incoming.resolve(WarmupRequests.PATH), candidate.warmup(), name);
    }
    AtomicFiles.syncTree(incoming);
  }

  private boolean isWithdrawn(long version) throws IOException {
    return ModelPointer.read(versions.model(), ModelPointer.STABLE)
        .filter(stable -> stable.withdrawn().contains(version))
        .isPresent();
  }

  /**
   * Moves the pointer. The version before stays named, for a way back and as the rival of the next
   * candidate; a version of the same training is no rival, and so the one before it is named.
   */
  private void point(long version, String trainFingerprint) throws IOException {
    Optional<ModelPointer> old = ModelPointer.read(versions.model(), ModelPointer.STABLE);
    if (old.isEmpty()) {
      new ModelPointer(version, null).write(versions.model(), ModelPointer.STABLE);
    } else if (old.get().version() != version) {
      boolean sameTraining =
          VersionFolders.isOf(versions.folder(old.get().version()), trainFingerprint);
      ModelPointer next = sameTraining ? old.get().replacedBy(version) : old.get().movedTo(version);
      next.write(versions.model(), ModelPointer.STABLE);
    }
  }
}
