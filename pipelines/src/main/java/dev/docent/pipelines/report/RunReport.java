package dev.docent.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTML page for a run, which needs nothing beside it: pictures and styles are in it, it runs no
 * script, and its policy lets a browser ask no server for anything.
 */
final class RunReport {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

  private final Workspace workspace;
  private final RunRecord run;
  private final RunArtifacts artifacts;
  private final Html html = new Html();

  private RunReport(Workspace workspace, RunRecord run, RunArtifacts artifacts) {
    this.workspace = workspace;
    this.run = run;
    this.artifacts = artifacts;
  }

  /** The whole page. */
  static String of(Workspace workspace, RunRecord run) throws IOException {
    return new RunReport(workspace, run, RunArtifacts.of(workspace, run)).page();
  }

  private String page() throws IOException {
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .element("title", "Run " + run.number())
        .raw("\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n");
    head();
    new FlowSection(html, run, artifacts).write();
    new EvaluationSection(html, artifacts).write();
    new LearningSection(html, artifacts).write();
    new TopicsSection(html, artifacts).write();
    new LineageSection(html, artifacts).write();
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void head() throws IOException {
    html.element("h1", "Run " + run.number());
    verdict();
    html.raw("<dl class=\"facts\">");
    fact("Workspace", workspace.location());
    fact("Began", run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    fact("Took", SummaryTable.time(Duration.between(run.startedAt(), run.finishedAt())));
    fact("Release", run.release() == null ? "none" : run.release().toString());
    fact("Made by", run.codeVersion());
    html.raw("</dl>\n<nav>");
    for (String id : new String[] {"flow", "evaluation", "training", "topics", "lineage"}) {
      html.raw("<a href=\"#" + id + "\">").text(id).raw("</a> ");
    }
    html.raw("</nav>\n");
  }

  private void verdict() throws IOException {
    Optional<JsonNode> publication = artifacts.json(Stage.PUBLISH, "publication.json");
    String reason = publication.map(json -> json.path("reason").asText()).orElse("");
    switch (run.outcome()) {
      case FAILED -> banner("failed", "Failed", run.failure() == null ? "" : run.failure());
      case KEPT_BACK -> banner("kept", "Kept back", reason);
      case SUCCEEDED ->
          banner(
              "promoted",
              publication.isPresent()
                  ? "Published as version " + publication.get().path("version").asText()
                  : "Succeeded",
              reason);
    }
  }

  private void banner(String kind, String word, String reason) {
    html.raw("<p class=\"verdict " + kind + "\">").element("strong", word);
    if (!reason.isEmpty()) {
      html.text(" " + reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".");
    }
    html.raw("</p>\n");
  }

  private void fact(String name, String value) {
    html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
  }

  private static String style() throws IOException {
    try (InputStream css = RunReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IOException("report.css is missing beside RunReport.class");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
