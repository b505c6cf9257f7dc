package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What actionlint doesn't ask of a workflow. */
final class WorkflowRules {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern USES = Pattern.compile("uses:\\s*(\\S+)(.*)");
  private static final Pattern PIN = Pattern.compile("([\\w./-]+)@([0-9a-f]{40})");

  private final Map<String, Set<String>> pins = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private WorkflowRules() {}

  /**
   * @param workflows texts by file name
   */
  static List<String> broken(Map<String, String> workflows) throws IOException {
    WorkflowRules rules = new WorkflowRules();
    for (Map.Entry<String, String> workflow : workflows.entrySet()) {
      rules.text(workflow.getKey(), workflow.getValue());
      rules.structure(workflow.getKey(), YAML.readTree(workflow.getValue()));
    }
    rules.pins.forEach(
        (action, all) -> rules.rule(all.size() == 1, action, "has several pins: " + all));
    return rules.broken;
  }

  private void text(String file, String text) {
    Matcher uses = USES.matcher(text);
    while (uses.find()) {
      if (uses.group(1).startsWith("./")) {
        continue;
      }
      Matcher pin = PIN.matcher(uses.group(1));
      boolean pinned = pin.matches() && uses.group(2).matches("\\s+# v\\d+\\.\\d+\\.\\d+");
      rule(pinned, file, "uses %s, which isn't pinned by hash and version", uses.group(1));
      if (pinned) {
        pins.computeIfAbsent(pin.group(1), action -> new TreeSet<>())
            .add(pin.group(2) + uses.group(2));
      }
    }
    rule(!text.contains("secrets."), file, "reads a secret: a long-lived key");
    rule(!text.contains("pull_request_target"), file, "runs strangers' code with rights");
  }

  private void structure(String file, JsonNode workflow) {
    rule(
        workflow.path("permissions").path("contents").asText().equals("read")
            && workflow.path("permissions").size() == 1,
        file,
        "may do more than read unless a job says so");
    boolean changesCloud = workflow.toString().contains("DEPLOY_ROLE");
    rule(
        !changesCloud || !workflow.path("concurrency").path("cancel-in-progress").asBoolean(true),
        file,
        "may be cut off in the middle of a change");
    for (Map.Entry<String, JsonNode> job : workflow.path("jobs").properties()) {
      String name = file + " job " + job.getKey();
      if (job.getValue().has("uses")) {
        continue;
      }
      rule(job.getValue().has("timeout-minutes"), name, "has no time limit");
      if (job.getValue().toString().contains("DEPLOY_ROLE")) {
        rule(job.getValue().has("environment"), name, "takes a role without an environment");
        rule(
            job.getValue().path("permissions").path("id-token").asText().equals("write"),
            name,
            "takes a role without OpenID Connect");
      }
      for (JsonNode step : job.getValue().path("steps")) {
        rule(!step.path("run").asText().contains("${{"), name, "puts an expression into a script");
      }
    }
  }

  private void rule(boolean holds, String file, String what, Object... words) {
    if (!holds) {
      broken.add(file + " " + what.formatted(words));
    }
  }
}
