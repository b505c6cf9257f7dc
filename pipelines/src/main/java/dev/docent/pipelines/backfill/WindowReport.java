package dev.docent.pipelines.backfill;

import dev.docent.records.cli.SummaryTable;
import dev.docent.records.workspace.IngestWindows.Stretch;
import dev.docent.records.workspace.WindowRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one window of a backfill ended.
 *
 * @param record what came of it; null where it failed or was not tried
 * @param problem why it failed, else empty
 */
record WindowReport(
    Stretch window, End end, @Nullable WindowRecord record, String problem, Duration time) {
  private static final List<String> HEAD =
      List.of("window", "result", "fetched", "unchanged", "gone", "refused", "failed", "time");

  /** What was done about a window. */
  enum End {
    FILLED("filled"),
    COMPLETE("complete before"),
    COVERED("covered by other windows"),
    FAILED("FAILED"),
    NOT_TRIED("not tried");

    private final String words;

    End(String words) {
      this.words = words;
    }
  }

  /** The table of a backfill, a row a window. */
  static String table(List<WindowReport> reports) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    reports.forEach(report -> rows.add(report.cells()));
    return SummaryTable.layOut(rows);
  }

  /** One line on all windows. */
  static String summary(List<WindowReport> reports) {
    List<String> parts = new ArrayList<>();
    for (End end : End.values()) {
      long n = reports.stream().filter(report -> report.end() == end).count();
      if (n > 0) {
        parts.add(n + " " + end.words);
      }
    }
    long fetched =
        reports.stream()
            .filter(report -> report.end() == End.FILLED && report.record() != null)
            .mapToLong(report -> report.record().count("fetched"))
            .sum();
    return "%d windows: %s; %d pages fetched now"
        .formatted(reports.size(), String.join(", ", parts), fetched);
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>(List.of(window.toString(), end.words));
    for (String outcome : HEAD.subList(2, HEAD.size() - 1)) {
      cells.add(record == null ? "-" : Long.toString(record.count(outcome)));
    }
    cells.add(SummaryTable.time(time));
    return cells;
  }

  /** One line for while the backfill goes on. */
  String line() {
    return "%s: %s%s".formatted(window, end.words, problem.isEmpty() ? "" : ": " + problem);
  }
}
