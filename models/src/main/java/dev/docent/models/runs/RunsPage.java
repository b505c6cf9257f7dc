package dev.docent.models.runs;

import dev.docent.models.training.LogEntry;
import dev.docent.models.training.TrainingReport;
import dev.docent.records.html.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page that shows runs with their curves side by side; it asks no server for anything. */
final class RunsPage {
  /** Colours and dashes that there are; further runs begin again. */
  private static final int STYLES = 6;

  /** Weight of the newest loss in the moving average. */
  private static final double SMOOTHING = 0.1;

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Training runs</title>
      <style>
      :root { color-scheme: light dark; --text: #1b1f24; --faint: #d0d7de; --back: #fff; --quiet: #57606a;
        --c0: #0969da; --c1: #bc4c00; --c2: #1a7f37; --c3: #8250df; --c4: #bf3989; --c5: #6e7781; }
      @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --faint: #3d444d; --back: #0d1117;
        --quiet: #9198a1; --c0: #58a6ff; --c1: #f0883e; --c2: #3fb950; --c3: #bc8cff; --c4: #f778ba; --c5: #9198a1; } }
      body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto;
        max-width: 72rem; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; }
      figure { margin: 0; } figcaption { color: var(--quiet); }
      svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--quiet); }
      .grid { stroke: var(--faint); stroke-width: 1; }
      .run { fill: none; stroke-width: 2; }
      .s0 { stroke: var(--c0); } .s1 { stroke: var(--c1); stroke-dasharray: 7 3; }
      .s2 { stroke: var(--c2); stroke-dasharray: 2 3; } .s3 { stroke: var(--c3); stroke-dasharray: 9 3 2 3; }
      .s4 { stroke: var(--c4); stroke-dasharray: 4 4; } .s5 { stroke: var(--c5); }
      .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; }
      .legend svg { width: 34px; height: 10px; margin-right: .4rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--faint); vertical-align: top; }
      tbody th { font-weight: normal; color: var(--quiet); white-space: nowrap; }
      </style>
      </head>
      <body>
      <h1>Training runs</h1>
      """;

  private final List<Run> runs;
  private final List<Map<String, List<LogEntry>>> curves;
  private final StringBuilder out = new StringBuilder(HEAD);

  private RunsPage(List<Run> runs, List<Map<String, List<LogEntry>>> curves) {
    this.runs = runs;
    this.curves = curves;
  }

  /**
   * The page.
   *
   * @param curves of each run, its networks' logs by name
   */
  static String of(List<Run> runs, List<Map<String, List<LogEntry>>> curves) {
    return new RunsPage(runs, curves).write();
  }

  private String write() {
    legend();
    for (String network : List.of(TrainingReport.CROSS_ENCODER, TrainingReport.SENTENCE_ENCODER)) {
      charts(network);
    }
    List<Map<String, String>> settings =
        runs.stream().map(run -> run.manifest().parameters()).toList();
    table("Results", Facts.names(facts()), facts());
    table(
        runs.size() == 1 ? "Settings" : "Settings in which they differ",
        Facts.differing(runs),
        settings);
    return out.append("</body>\n</html>\n").toString();
  }

  private List<Map<String, String>> facts() {
    return runs.stream().map(Facts::of).toList();
  }

  private void legend() {
    out.append("<ul class=\"legend\">\n");
    for (int i = 0; i < runs.size(); i++) {
      out.append(
          "<li><svg viewBox=\"0 0 34 10\" aria-hidden=\"true\"><line class=\"run s%d\" x1=\"0\" x2=\"34\" y1=\"5\" y2=\"5\"/></svg>%s, %s%s</li>%n"
              .formatted(
                  i % STYLES,
                  HtmlText.escape(runs.get(i).fingerprint()),
                  HtmlText.escape(Facts.time(runs.get(i))),
                  runs.get(i).inUse() ? ", in use" : ""));
    }
    out.append("</ul>\n");
  }

  private void charts(String network) {
    LineChart loss = new LineChart("Loss of the " + network);
    LineChart mrr = new LineChart("Validation MRR of the " + network);
    for (int i = 0; i < runs.size(); i++) {
      List<LogEntry> log = curves.get(i).getOrDefault(network, List.of());
      String name = runs.get(i).fingerprint();
      loss.add(name, i % STYLES, smoothed(points(log, LogEntry::loss)));
      mrr.add(name, i % STYLES, points(log, LogEntry::validationMrr));
    }
    if (loss.isEmpty() && mrr.isEmpty()) {
      return;
    }
    out.append("<h2>").append(HtmlText.escape(network)).append("</h2>\n<div class=\"charts\">\n");
    figure(loss, "Loss of the training queries, smoothed");
    figure(mrr, "Mean reciprocal rank of the validation queries; step 0 is the base as it is");
    out.append("</div>\n");
  }

  private void figure(LineChart chart, String caption) {
    if (!chart.isEmpty()) {
      out.append("<figure>")
          .append(chart.svg())
          .append("<figcaption>")
          .append(HtmlText.escape(caption))
          .append("</figcaption></figure>\n");
    }
  }

  private void table(String title, List<String> names, List<Map<String, String>> all) {
    if (names.isEmpty()) {
      return;
    }
    out.append("<h2>").append(HtmlText.escape(title)).append("</h2>\n");
    out.append("<div class=\"scroll\"><table><thead><tr><td></td>");
    for (Run run : runs) {
      out.append("<th scope=\"col\">").append(HtmlText.escape(run.fingerprint())).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (String name : names) {
      out.append("<tr><th scope=\"row\">").append(HtmlText.escape(name)).append("</th>");
      for (Map<String, String> one : all) {
        out.append("<td>").append(HtmlText.escape(one.getOrDefault(name, ""))).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static List<LineChart.Point> points(
      List<LogEntry> log, Function<LogEntry, @Nullable Double> value) {
    List<LineChart.Point> points = new ArrayList<>();
    for (LogEntry entry : log) {
      Double y = value.apply(entry);
      if (y != null) {
        points.add(new LineChart.Point(entry.step(), y));
      }
    }
    return points;
  }

  private static List<LineChart.Point> smoothed(List<LineChart.Point> points) {
    List<LineChart.Point> smoothed = new ArrayList<>();
    for (LineChart.Point point : points) {
      double before = smoothed.isEmpty() ? point.y() : smoothed.get(smoothed.size() - 1).y();
      smoothed.add(new LineChart.Point(point.x(), before + SMOOTHING * (point.y() - before)));
    }
    return smoothed;
  }
}
