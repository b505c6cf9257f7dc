package dev.docent.records.workspace;

import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The complete windows of one source in a workspace. The artifacts themselves are the only record
 * of them: a window is there when its manifest is.
 */
public final class IngestWindows {
  private static final Comparator<IngestWindow> ORDER =
      Comparator.comparing(IngestWindow::until)
          .thenComparing(IngestWindow::since, Comparator.reverseOrder())
          .thenComparing(IngestWindow::fingerprint);

  private static final Comparator<IngestSource> BY_NAME =
      Comparator.comparing(IngestSource::location).thenComparing(IngestSource::key);

  private final List<IngestWindow> windows;

  private IngestWindows(List<IngestWindow> windows) {
    this.windows = windows.stream().sorted(ORDER).toList();
  }

  /** A stretch of time, from its start up to but without its end. */
  public record Stretch(Instant since, Instant until) {
    @Override
    public String toString() {
      return since + " to " + until;
    }
  }

  /** The windows of a source. */
  public static IngestWindows of(Workspace workspace, IngestSource source) throws IOException {
    List<IngestWindow> windows = new ArrayList<>();
    for (Artifact artifact : workspace.all(Stage.INGEST)) {
      if (IngestSource.of(artifact.manifest()).equals(source)) {
        WindowRecord.of(artifact)
            .ifPresent(record -> windows.add(new IngestWindow(record, artifact)));
      }
    }
    return new IngestWindows(windows);
  }

  /** The windows of every source that has any, in the order of their names. */
  public static Map<IngestSource, IngestWindows> bySource(Workspace workspace) throws IOException {
    Map<IngestSource, List<IngestWindow>> found = new TreeMap<>(BY_NAME);
    for (Artifact artifact : workspace.all(Stage.INGEST)) {
      WindowRecord.of(artifact)
          .ifPresent(
              record ->
                  found
                      .computeIfAbsent(
                          IngestSource.of(artifact.manifest()), key -> new ArrayList<>())
                      .add(new IngestWindow(record, artifact)));
    }
    Map<IngestSource, IngestWindows> windows = new TreeMap<>(BY_NAME);
    found.forEach((source, list) -> windows.put(source, new IngestWindows(list)));
    return windows;
  }

  /** All windows, by their ends. */
  public List<IngestWindow> all() {
    return windows;
  }

  /** The window that ends last. */
  public Optional<IngestWindow> last() {
    return windows.isEmpty() ? Optional.empty() : Optional.of(windows.get(windows.size() - 1));
  }

  /** The window that ends at a time; of several the longest. */
  public Optional<IngestWindow> endingAt(Instant until) {
    return windows.stream()
        .filter(window -> window.until().equals(until))
        .min(Comparator.comparing(IngestWindow::since));
  }

  /** The last end of a window before a time. */
  public Optional<Instant> lastEndBefore(Instant time) {
    return windows.stream()
        .map(IngestWindow::until)
        .filter(until -> until.isBefore(time))
        .max(Comparator.naturalOrder());
  }

  /** The windows that end no later than a time and brought news. */
  public List<IngestWindow> newsUpTo(Instant until) {
    return windows.stream()
        .filter(window -> window.record().news() && !window.until().isAfter(until))
        .toList();
  }

  /** Whether windows together leave nothing of a stretch out. */
  public boolean cover(Instant since, Instant until) {
    Instant reached = since;
    for (IngestWindow window : bySince()) {
      if (!window.since().isAfter(reached) && window.until().isAfter(reached)) {
        reached = window.until();
      }
    }
    return !reached.isBefore(until);
  }

  /** What lies between the first start and the last end, and in no window. */
  public List<Stretch> gaps() {
    List<Stretch> gaps = new ArrayList<>();
    Instant reached = null;
    for (IngestWindow window : bySince()) {
      if (reached != null && window.since().isAfter(reached)) {
        gaps.add(new Stretch(reached, window.since()));
      }
      reached = reached == null || window.until().isAfter(reached) ? window.until() : reached;
    }
    return gaps;
  }

  /** What lies in more than one window; harmless, since the newest version of a page counts. */
  public List<Stretch> overlaps() {
    List<Stretch> overlaps = new ArrayList<>();
    Instant reached = null;
    for (IngestWindow window : bySince()) {
      if (reached != null && window.since().isBefore(reached)) {
        Instant end = window.until().isBefore(reached) ? window.until() : reached;
        overlaps.add(new Stretch(window.since(), end));
      }
      reached = reached == null || window.until().isAfter(reached) ? window.until() : reached;
    }
    return overlaps;
  }

  /**
   * The windows as one input: a digest of what their data files hold. Windows made again with the
   * same content give the same digest, in whatever order they were made.
   */
  public static ExternalInput external(List<IngestWindow> windows) {
    MessageDigest digest = Hashes.sha256();
    long files = 0;
    long bytes = 0;
    for (IngestWindow window : windows.stream().sorted(ORDER).toList()) {
      digest.update(window.fingerprint().getBytes(StandardCharsets.UTF_8));
      for (Manifest.DataFile file : window.artifact().manifest().files()) {
        if (file.path().startsWith("pages/") || file.path().startsWith("outcomes/")) {
          digest.update((file.path() + ' ' + file.sha256()).getBytes(StandardCharsets.UTF_8));
          files++;
          bytes += file.bytes();
        }
      }
    }
    String location = windows.size() == 1 ? "1 window" : windows.size() + " windows";
    return new ExternalInput(location, Hashes.hex(digest), files, bytes);
  }

  private List<IngestWindow> bySince() {
    return windows.stream()
        .sorted(Comparator.comparing(IngestWindow::since).thenComparing(IngestWindow::until))
        .toList();
  }
}
