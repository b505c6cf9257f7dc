package dev.docent.records.cli;

import dev.docent.records.stage.Counts;
import dev.docent.records.stage.StageResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that ends each run: stage, time, records in and out, dead letters, cached or made. */
public final class SummaryTable {
  private static final List<String> HEAD =
      List.of("stage", "result", "time", "in", "out", "dead letters", "fingerprint");

  private SummaryTable() {}

  public static String of(List<StageResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (StageResult result : results) {
      Counts counts = result.artifact().manifest().counts();
      rows.add(
          List.of(
              result.stage().id(),
              result.cached() ? "cached" : "made",
              time(result.time()),
              Long.toString(counts.read()),
              Long.toString(counts.written()),
              deadLetters(counts),
              result.artifact().fingerprint()));
    }
    return layOut(rows);
  }

  /** Columns padded to their widest cell. */
  public static String layOut(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** Such as {@code 0.4 s} or {@code 3 min 20 s}. */
  public static String time(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }

  private static String deadLetters(Counts counts) {
    if (counts.totalDeadLetters() == 0) {
      return "0";
    }
    return counts.totalDeadLetters()
        + " ("
        + String.join(
            ", ",
            counts.deadLetters().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList())
        + ")";
  }
}
