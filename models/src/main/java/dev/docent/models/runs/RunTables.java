package dev.docent.models.runs;

import dev.docent.models.training.NetworkReport;
import dev.docent.models.training.TrainingReport;
import dev.docent.records.cli.SummaryTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs as tables for a terminal. */
final class RunTables {
  private RunTables() {}

  /** A line a run; the one in use has an asterisk. */
  static String list(List<Run> runs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "run",
            "finished",
            "base",
            "data set",
            "steps",
            "MRR base",
            "MRR best",
            "MRR@10 search",
            "verdict",
            "time",
            "CPU s"));
    for (Run run : runs) {
      TrainingReport report = run.report();
      Optional<NetworkReport> network =
          Optional.ofNullable(report.networks().get(TrainingReport.CROSS_ENCODER));
      rows.add(
          List.of(
              run.inUse() ? "*" : "",
              run.fingerprint(),
              Facts.time(run),
              run.manifest().parameters().getOrDefault("base", ""),
              run.dataset(),
              network.map(one -> String.valueOf(one.steps())).orElse(""),
              network.map(one -> Facts.mrr(one.zeroShotValidationMrr())).orElse(""),
              network.map(one -> Facts.mrr(one.bestValidationMrr())).orElse(""),
              Facts.mrr(run.evaluation().map(one -> one.mrr().get("reranked")).orElse(null)),
              Facts.verdict(run),
              SummaryTable.time(Duration.ofMillis((long) (1000 * report.seconds()))),
              String.format(Locale.ROOT, "%.0f", report.cpuSeconds())));
    }
    return SummaryTable.layOut(rows);
  }

  /** A run's facts and settings, a line each. */
  static String show(Run run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("run", run.fingerprint() + (run.inUse() ? " (in use)" : "")));
    Facts.of(run).forEach((name, value) -> rows.add(List.of(name, value)));
    run.manifest().warnings().forEach(warning -> rows.add(List.of("warning", warning)));
    run.manifest().parameters().forEach((name, value) -> rows.add(List.of("--" + name, value)));
    return SummaryTable.layOut(rows);
  }

  /** A column a run: facts, and the settings in which they differ. */
  static String compare(List<Run> runs) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    runs.forEach(run -> head.add(run.fingerprint()));
    rows.add(head);
    List<Map<String, String>> facts = runs.stream().map(Facts::of).toList();
    for (String name : Facts.names(facts)) {
      rows.add(row(name, facts, name));
    }
    List<Map<String, String>> settings =
        runs.stream().map(run -> run.manifest().parameters()).toList();
    for (String name : Facts.differing(runs)) {
      rows.add(row("--" + name, settings, name));
    }
    return SummaryTable.layOut(rows);
  }

  private static List<String> row(String title, List<Map<String, String>> all, String name) {
    List<String> row = new ArrayList<>(List.of(title));
    all.forEach(one -> row.add(one.getOrDefault(name, "")));
    return row;
  }
}
