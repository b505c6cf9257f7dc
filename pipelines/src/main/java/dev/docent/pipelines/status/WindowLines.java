package dev.docent.pipelines.status;

import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindow;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.IngestWindows.Stretch;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What windows of which sources a workspace holds, in a few lines for a person. */
final class WindowLines {
  /** More gaps than these are counted only. */
  private static final int MAX_STRETCHES = 10;

  private WindowLines() {}

  static List<String> of(Workspace workspace) throws IOException {
    List<String> lines = new ArrayList<>();
    for (var entry : IngestWindows.bySource(workspace).entrySet()) {
      lines.addAll(of(entry.getKey(), entry.getValue()));
    }
    return lines;
  }

  private static List<String> of(IngestSource source, IngestWindows windows) {
    List<IngestWindow> all = windows.all();
    Instant first =
        all.stream().map(IngestWindow::since).min(Instant::compareTo).orElse(Instant.EPOCH);
    Instant last =
        all.stream().map(IngestWindow::until).max(Instant::compareTo).orElse(Instant.EPOCH);
    long news = all.stream().filter(window -> window.record().news()).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Windows of %s: %d from %s to %s, %d with news; fetched %d, gone %d, failed %d"
            .formatted(
                source.location(),
                all.size(),
                first.equals(Instant.EPOCH) ? "the beginning" : first,
                last,
                news,
                sum(all, "fetched"),
                sum(all, "gone"),
                sum(all, "failed")));
    add(lines, "gap", windows.gaps());
    add(lines, "overlap", windows.overlaps());
    return lines;
  }

  private static void add(List<String> lines, String what, List<Stretch> stretches) {
    stretches.stream()
        .limit(MAX_STRETCHES)
        .forEach(stretch -> lines.add("  %s: %s".formatted(what, stretch)));
    if (stretches.size() > MAX_STRETCHES) {
      lines.add("  and %d more %ss".formatted(stretches.size() - MAX_STRETCHES, what));
    }
  }

  private static long sum(List<IngestWindow> windows, String outcome) {
    return windows.stream().map(IngestWindow::record).mapToLong(r -> r.count(outcome)).sum();
  }
}
