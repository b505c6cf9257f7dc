package dev.docent.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Alerts and dashboards: every expression is PromQL by Prometheus' own grammar and asks for metrics
 * and labels that there are; every alert leads to a part of the runbook that is there.
 */
final class MonitoringRules implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]+)");
  private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

  private final Path root;
  private final List<String> flaws = new ArrayList<>();

  /** Expressions, each with the name of what asks. */
  private final List<String> askers = new ArrayList<>();

  private final List<String> expressions = new ArrayList<>();

  /**
   * @param root the folder that links to the runbook start from
   */
  MonitoringRules(Path root) {
    this.root = root;
  }

  /** What the grammar finds in an expression. */
  private record Read(List<String> errors, List<String> metrics, List<String> labels) {}

  @Override
  public List<String> flaws(List<Manifest> all) throws IOException, InterruptedException {
    flaws.clear();
    askers.clear();
    expressions.clear();
    for (Manifest manifest : all) {
      if (manifest.is("PrometheusRule")) {
        for (JsonNode group : manifest.spec().path("groups")) {
          for (JsonNode rule : group.path("rules")) {
            alert(rule);
          }
        }
      } else if (manifest.is("ConfigMap")
          && manifest.body().at("/metadata/labels").has("grafana_dashboard")) {
        manifest.body().path("data").properties().stream()
            .forEach(file -> dashboard(file.getKey(), file.getValue().asText()));
      }
    }
    if (!expressions.isEmpty()) {
      queries();
    }
    return List.copyOf(flaws);
  }

  private void alert(JsonNode rule) throws IOException {
    String name = "alert " + rule.path("alert").asText();
    asks(name, rule.path("expr").asText());
    rule(
        SEVERITIES.contains(rule.at("/labels/severity").asText()),
        name,
        "has no severity of " + SEVERITIES);
    rule(!rule.at("/annotations/summary").asText().isEmpty(), name, "has no summary");
    String[] runbook = rule.at("/annotations/runbook_url").asText().split("#", 2);
    Path page = root.resolve(runbook[0]);
    rule(
        runbook.length == 2
            && Files.isRegularFile(page)
            && headings(Files.readString(page)).contains(runbook[1]),
        name,
        "leads to '%s', which isn't there".formatted(String.join("#", runbook)));
  }

  private void dashboard(String file, String text) {
    JsonNode board;
    try {
      board = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      flaws.add("dashboard %s is no JSON: %s".formatted(file, e.getOriginalMessage()));
      return;
    }
    rule(!board.path("uid").asText().isEmpty(), "dashboard " + file, "has no uid");
    rule(board.path("schemaVersion").isInt(), "dashboard " + file, "has no version of its form");
    Set<String> variables =
        Pod.stream(board.at("/templating/list"))
            .map(one -> one.path("name").asText())
            .collect(Collectors.toSet());
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : board.path("panels")) {
      String name = "dashboard %s, panel '%s'".formatted(file, panel.path("title").asText());
      rule(ids.add(panel.path("id").asInt()), name, "has another's id");
      rule(!panel.path("targets").isEmpty(), name, "asks nothing");
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asText();
        Matcher used = VARIABLE.matcher(expression);
        while (used.find()) {
          rule(
              used.group(1).equals("__rate_interval") || variables.contains(used.group(1)),
              name,
              "uses $%s, which it doesn't define".formatted(used.group(1)));
        }
        asks(name, expression.replace("$__rate_interval", "5m"));
      }
    }
    rule(!ids.isEmpty(), "dashboard " + file, "is empty");
  }

  private void asks(String asker, String expression) {
    askers.add(asker);
    expressions.add(expression);
  }

  private void queries() throws IOException, InterruptedException {
    MetricNames names = new MetricNames();
    List<Read> read =
        JSON.readValue(
            NodeScript.ask("promql.mjs", JSON.writeValueAsString(expressions)),
            new TypeReference<List<Read>>() {});
    for (int i = 0; i < expressions.size(); i++) {
      String asker = askers.get(i);
      Read one = read.get(i);
      one.errors().forEach(error -> flaws.add(asker + ": " + error));
      rule(!one.metrics().isEmpty(), asker, "asks for no metric");
      one.metrics()
          .forEach(
              metric ->
                  rule(
                      names.isMetric(metric),
                      asker,
                      "asks for '%s', which nothing exports".formatted(metric)));
      one.labels()
          .forEach(
              label ->
                  rule(
                      names.isLabel(label),
                      asker,
                      "uses the label '%s', which nothing has".formatted(label)));
    }
  }

  /** As a web page of Markdown names its headings. */
  static Set<String> headings(String markdown) {
    return Stream.of(markdown.split("\n"))
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private void rule(boolean holds, String who, String what) {
    if (!holds) {
      flaws.add(who + " " + what);
    }
  }
}
