package dev.docent.pipelines.articles;

import dev.docent.records.Outcome;
import dev.docent.records.PageOutcome;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.workspace.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the pages of a window ended, read from its files: counts that no repeated work of a job can
 * blur.
 */
final class WindowOutcomes {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Instant> gone = new HashMap<>();

  private WindowOutcomes() {}

  /** Reads a folder of outcomes; nothing ended where there is none. */
  static WindowOutcomes read(Path folder) throws IOException {
    WindowOutcomes outcomes = new WindowOutcomes();
    if (Files.isDirectory(folder)) {
      AvroFiles.forEach(PageOutcome.class, folder, outcomes::add);
    }
    return outcomes;
  }

  private void add(PageOutcome outcome) {
    counts.merge(outcome.getOutcome(), 1L, Long::sum);
    if (isDeadLetter(outcome)) {
      reasons.merge(reason(outcome), 1L, Long::sum);
    } else if (outcome.getOutcome() == Outcome.GONE) {
      gone.put(outcome.getId(), outcome.getAt());
    }
  }

  /** Whether a page was neither had nor found gone. */
  static boolean isDeadLetter(PageOutcome outcome) {
    return outcome.getOutcome() == Outcome.FAILED || outcome.getOutcome() == Outcome.REFUSED;
  }

  static String reason(PageOutcome outcome) {
    String reason = outcome.getReason();
    return reason == null ? outcome.getOutcome().name().toLowerCase(Locale.ROOT) : reason;
  }

  long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** All counts, by name in lower case; those of 0 too. */
  Map<String, Long> byName() {
    Map<String, Long> named = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      named.put(outcome.name().toLowerCase(Locale.ROOT), count(outcome));
    }
    return named;
  }

  /** How many failed or were refused, by reason. */
  Map<String, Long> reasons() {
    return reasons;
  }

  /** Whether no page ended in any way. */
  boolean none() {
    return counts.isEmpty();
  }

  /** Whether pages were asked for and none was had or found gone. */
  boolean allFailed() {
    long failed = count(Outcome.FAILED) + count(Outcome.REFUSED);
    return failed > 0 && failed == counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Whether parsing the window could change anything: something was fetched, or a page is gone that
   * was not known to be gone. A dead link that a site keeps in its sitemap is no news every week.
   *
   * @param earlier all other windows of the source
   */
  boolean news(List<Artifact> earlier) throws IOException {
    if (count(Outcome.FETCHED) > 0 || gone.isEmpty()) {
      return count(Outcome.FETCHED) > 0;
    }
    Map<String, PageOutcome> newest = new HashMap<>();
    for (Artifact window : earlier) {
      if (!window.locations("outcomes").isEmpty()) {
        AvroFiles.forEach(
            PageOutcome.class,
            window.file("outcomes"),
            outcome -> {
              if (gone.containsKey(outcome.getId())) {
                newest.merge(
                    outcome.getId(), outcome, (a, b) -> a.getAt().isAfter(b.getAt()) ? a : b);
              }
            });
      }
    }
    return !gone.keySet().stream()
        .allMatch(
            id -> {
              PageOutcome before = newest.get(id);
              return before != null && before.getOutcome() == Outcome.GONE;
            });
  }
}
