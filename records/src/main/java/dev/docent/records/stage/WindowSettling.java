package dev.docent.records.stage;

import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.workspace.ArtifactLock;
import dev.docent.records.workspace.ExternalInput;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindow;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives an ingest's window its times where the user left them out, before the fingerprint is worked
 * out, so that the manifest tells them.
 */
final class WindowSettling {
  private final Workspace workspace;
  private final Instant now;

  WindowSettling(Workspace workspace, Instant now) {
    this.workspace = workspace;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Settles the times. The end defaults to now, or to the end of a window that began where this one
   * does and was killed: that one is finished first. The start defaults to the last end of a
   * complete window before the end, or to the beginning of time.
   *
   * @throws UserException if the source has no windows and times are given, or if the end lies in
   *     the future: what came until then would never be asked for
   */
  IngestConfig settle(IngestConfig config, Map<String, ExternalInput> externals)
      throws IOException {
    if (!IngestSource.windowed(config)) {
      if (IngestSource.hasTimes(config)) {
        throw new UserException(
            "--since and --until are for sources that change by themselves (an API, a sitemap, a feed, a list of URLs) and for WARC files; '%s' is taken as a whole (%s)"
                .formatted(config.articles(), IngestSource.kind(config).id()));
      }
      return config;
    }
    IngestSource source = IngestSource.of(config, externals);
    IngestWindows windows = IngestWindows.of(workspace, source);
    if (config.until().isEmpty()) {
      Instant since = since(config, windows, now);
      Instant until = unfinished(source, since).orElse(now);
      if (!since.isBefore(until)) {
        throw new UserException(
            "--since is %s, which is not before now (%s)".formatted(since, until));
      }
      return config.withWindow(since, until);
    }
    Instant until = Instant.parse(config.until());
    if (until.isAfter(now)) {
      throw new UserException(
          "--until is %s, in the future (it is %s): what comes until then would be left out for good"
              .formatted(until, now));
    }
    return config.withWindow(since(config, windows, until), until);
  }

  private static Instant since(IngestConfig config, IngestWindows windows, Instant until) {
    if (!config.since().isEmpty()) {
      return Instant.parse(config.since());
    }
    // The same command again finds the window that it made.
    return windows
        .endingAt(until)
        .map(IngestWindow::since)
        .or(() -> windows.lastEndBefore(until))
        .orElse(Instant.EPOCH);
  }

  /** The end of a window that was begun and never completed, or is being made at this moment. */
  private Optional<Instant> unfinished(IngestSource source, Instant since) throws IOException {
    Path scratch = workspace.root().resolve("scratch");
    if (!Files.isDirectory(scratch)) {
      return Optional.empty();
    }
    try (Stream<Path> children = Files.list(scratch)) {
      for (Path child : children.sorted().toList()) {
        Optional<WindowRecord> begun =
            child.getFileName().toString().startsWith(Stage.INGEST.id() + "-")
                ? WindowRecord.read(child)
                : Optional.empty();
        if (begun.isPresent()
            && begun.get().sourceKey().equals(source.key())
            && begun.get().since().equals(since)
            && begun.get().until().isBefore(now)
            && isWorthFinishing(child)) {
          System.err.printf(
              "Finishing the window %s to %s that was begun before; run it again for what came since.%n",
              since, begun.get().until());
          return Optional.of(begun.get().until());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether something was fetched already, or somebody is at it. */
  private boolean isWorthFinishing(Path scratch) throws IOException {
    Path fetched = scratch.resolve(StageContext.FETCHED);
    if (Files.isDirectory(fetched)) {
      try (Stream<Path> files = Files.list(fetched)) {
        if (files.findAny().isPresent()) {
          return true;
        }
      }
    }
    return ArtifactLock.isTaken(workspace, scratch.getFileName().toString());
  }
}
