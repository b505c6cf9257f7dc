package dev.docent.models.runs;

import dev.docent.models.training.NetworkReport;
import dev.docent.models.training.TrainingReport;
import dev.docent.records.cli.SummaryTable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is told of a run, in words and by name, in the order in which people ask for it. */
final class Facts {
  private Facts() {}

  /** Everything but settings and curves. */
  static Map<String, String> of(Run run) {
    TrainingReport report = run.report();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("finished", time(run));
    facts.put("data set", run.dataset());
    facts.put("training queries", String.valueOf(report.trainQueries()));
    report.networks().forEach((name, network) -> network(facts, name, network));
    run.evaluation()
        .ifPresent(
            evaluation -> {
              evaluation.mrr().forEach((ranker, mrr) -> facts.put("MRR@10 " + ranker, mrr(mrr)));
              facts.put("verdict", verdict(run));
              facts.put("reason", evaluation.reason());
            });
    facts.put("time", SummaryTable.time(Duration.ofMillis((long) (1000 * report.seconds()))));
    facts.put("CPU s", String.format(Locale.ROOT, "%.0f", report.cpuSeconds()));
    facts.put("GPU s", String.format(Locale.ROOT, "%.0f", report.gpuSeconds()));
    facts.put("peak memory MB", String.valueOf(report.peakResidentBytes() / 1_000_000));
    facts.put("processor", report.hardware().processor());
    facts.put("cores", String.valueOf(report.hardware().cores()));
    facts.put("TensorFlow", report.hardware().tensorFlow());
    facts.put("Docent", run.manifest().codeVersion());
    return facts;
  }

  /** Names of facts or settings of several runs, each once. */
  static List<String> names(List<Map<String, String>> all) {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(one -> names.addAll(one.keySet()));
    return List.copyOf(names);
  }

  /** The settings in which runs differ; all of them where there is one run. */
  static List<String> differing(List<Run> runs) {
    List<Map<String, String>> settings =
        runs.stream().map(run -> run.manifest().parameters()).toList();
    List<String> differing = new ArrayList<>();
    for (String name : names(settings)) {
      long values = settings.stream().map(one -> one.getOrDefault(name, "")).distinct().count();
      if (runs.size() == 1 || values > 1) {
        differing.add(name);
      }
    }
    return differing;
  }

  static String time(Run run) {
    return run.manifest().finishedAt().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Promoted, kept back, or nothing where it was not evaluated. */
  static String verdict(Run run) {
    return run.evaluation().map(one -> one.promoted() ? "promoted" : "kept back").orElse("");
  }

  static String mrr(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static void network(Map<String, String> facts, String name, NetworkReport network) {
    facts.put(
        name + " steps",
        "%d of %d, ended by %s"
            .formatted(network.steps(), network.plannedSteps(), network.endedBy()));
    facts.put(name + " MRR base", mrr(network.zeroShotValidationMrr()));
    facts.put(
        name + " MRR best",
        "%s at step %d".formatted(mrr(network.bestValidationMrr()), network.bestStep()).strip());
    facts.put(name + " pairs/s", String.format(Locale.ROOT, "%.1f", network.examplesPerSecond()));
  }
}
