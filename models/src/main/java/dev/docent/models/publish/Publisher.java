package dev.docent.models.publish;

import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelPointer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a model: copies it beside the versions, checks the copy, renames it to the next
 * version, and moves the pointer last. Stopped after any step, and started again, it ends the same.
 */
final class Publisher {
  static final String RANKING = "assets.extra/ranking.json";

  /** Held while a model is published; it goes with the process that holds it. */
  private static final String LOCK = ".publish.lock";

  private final VersionFolders versions;
  private final Check check;
  private final Consumer<Step> after;

  /** What has been done. */
  enum Step {
    COPIED,
    CHECKED,
    RENAMED,
    POINTED
  }

  /** Tries a copied version before anyone else sees it. */
  @FunctionalInterface
  interface Check {
    VersionCheck.Result run(Path version) throws IOException, InterruptedException;
  }

  /**
   * What is published.
   *
   * @param folder the trained model's
   * @param files its files with their checksums, paths relative to the folder
   * @param ranking the content of ranking.json
   * @param warmup requests to store, none to store no file
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  record Candidate(
      String trainFingerprint,
      Path folder,
      List<Manifest.DataFile> files,
      byte[] ranking,
      List<List<Pair>> warmup) {}

  /**
   * A version in use.
   *
   * @param check null where the version was there already
   */
  record Published(long version, boolean reused, VersionCheck.@Nullable Result check) {}

  /**
   * @param model the model's folder, below which the versions are
   * @param after told of each step when it is done
   */
  Publisher(Path model, Check check, Consumer<Step> after) {
    this.versions = new VersionFolders(model);
    this.check = check;
    this.after = after;
  }

  /** Publishes, or finds it published; the pointer names the version when this returns. */
  Published publish(Candidate candidate) throws IOException, InterruptedException {
    Files.createDirectories(versions.model());
    try (FileChannel channel =
            FileChannel.open(
                versions.model().resolve(LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("no lock on " + versions.model());
      }
      versions.removeLeftovers();
      OptionalLong there =
          versions.holding(candidate.trainFingerprint(), candidate.ranking(), candidate.files());
      Published published =
          there.isPresent() ? new Published(there.getAsLong(), true, null) : add(candidate);
      point(published.version(), candidate.trainFingerprint());
      after.accept(Step.POINTED);
      return published;
    }
  }

  private Published add(Candidate candidate) throws IOException, InterruptedException {
    Path incoming = versions.incoming();
    try {
      copy(candidate, incoming);
      after.accept(Step.COPIED);
      VersionCheck.Result result = check.run(incoming);
      after.accept(Step.CHECKED);
      long version = versions.rename(incoming);
      after.accept(Step.RENAMED);
      return new Published(version, false, result);
    } finally {
      AtomicFiles.deleteTree(incoming);
    }
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
    Files.write(ranking, candidate.ranking());
    if (!candidate.warmup().isEmpty()) {
      String name = versions.model().getFileName().toString();
      WarmupRequests.write(incoming.resolve(WarmupRequests.PATH), candidate.warmup(), name);
    }
    AtomicFiles.syncTree(incoming);
  }

  /**
   * Moves the pointer. The version before stays named, for a way back and as the rival of the next
   * candidate; a version of the same training is no rival, and so the one before it is named.
   */
  private void point(long version, String trainFingerprint) throws IOException {
    Optional<ModelPointer> old = ModelPointer.read(versions.model(), ModelPointer.STABLE);
    if (old.isPresent() && old.get().version() == version) {
      return;
    }
    Long previous = null;
    if (old.isPresent()) {
      boolean sameTraining =
          VersionFolders.isOf(versions.folder(old.get().version()), trainFingerprint);
      previous = sameTraining ? old.get().previous() : Long.valueOf(old.get().version());
    }
    new ModelPointer(version, previous).write(versions.model(), ModelPointer.STABLE);
  }
}
