package dev.docent.pipelines.report;

import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecord.StageRecord;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The stages with their times on one axis, counts, and whether they were cached. */
final class FlowSection {
  private final Html html;
  private final RunRecord run;
  private final RunArtifacts artifacts;

  FlowSection(Html html, RunRecord run, RunArtifacts artifacts) {
    this.html = html;
    this.run = run;
    this.artifacts = artifacts;
  }

  void write() {
    html.section("flow", "The flow");
    html.table("stage", "", "when", "time", "in", "out", "dead letters");
    for (Stage stage : Stage.values()) {
      row(stage);
    }
    html.endTable();
    html.raw("<p class=\"note\">")
        .text(
            "A bar shows when in the run a stage was at work. Counts are those of its artifact, also where it was cached.")
        .raw("</p>\n");
    warnings();
    html.raw("</section>\n");
  }

  private void row(Stage stage) {
    Optional<StageRecord> record = run.stage(stage);
    Optional<Counts> counts = artifacts.get(stage).map(one -> one.manifest().counts());
    html.raw("<tr><th scope=\"row\">").text(stage.id()).raw("</th><td>");
    mark(record);
    html.raw("</td><td class=\"when\">");
    record.filter(one -> !one.cached()).ifPresent(this::bar);
    html.raw("</td><td>")
        .text(record.map(one -> SummaryTable.time(one.time())).orElse(""))
        .raw("</td><td>")
        .text(counts.map(one -> number(one.read())).orElse(""))
        .raw("</td><td>")
        .text(counts.map(one -> number(one.written())).orElse(""))
        .raw("</td><td class=\"wide\">")
        .text(counts.map(FlowSection::deadLetters).orElse(""))
        .raw("</td></tr>\n");
  }

  private void mark(Optional<StageRecord> record) {
    String mark = record.isEmpty() ? "not run" : record.get().cached() ? "cached" : "made";
    html.raw("<span class=\"mark " + mark.replace(' ', '-') + "\">").text(mark).raw("</span>");
    record
        .filter(one -> one.tries() > 1)
        .ifPresent(one -> html.text(" after " + one.tries() + " tries"));
  }

  private void bar(StageRecord record) {
    double all = Math.max(1, millis(run.startedAt(), run.finishedAt()));
    double left = 100 * millis(run.startedAt(), record.began()) / all;
    double width = Math.max(0.5, 100 * record.millis() / all);
    html.raw(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"2\" y=\"3\"/><rect class=\"work\" x=\"%.2f\" width=\"%.2f\" height=\"8\"/></svg>",
            Math.min(99.5, Math.max(0, left)),
            Math.min(100, width)));
  }

  private void warnings() {
    boolean any = false;
    for (Stage stage : Stage.values()) {
      Optional<Artifact> artifact = artifacts.get(stage);
      if (artifact.isPresent()) {
        for (String warning : artifact.get().manifest().warnings()) {
          html.raw(any ? "<li>" : "<h3>Warnings</h3>\n<ul><li>");
          html.element("strong", stage.id()).text(" " + warning).raw("</li>\n");
          any = true;
        }
      }
    }
    html.raw(any ? "</ul>\n" : "");
  }

  private static String deadLetters(Counts counts) {
    return counts.totalDeadLetters() == 0
        ? "0"
        : number(counts.totalDeadLetters())
            + counts.deadLetters().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(java.util.stream.Collectors.joining(", ", " (", ")"));
  }

  static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}
