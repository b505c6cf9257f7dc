package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workflows pass actionlint and our own rules, and both bite. */
class WorkflowsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void passActionlint() throws Exception {
    Map<String, String> workflows = workflows();
    assertTrue(workflows.size() >= 4, workflows.keySet().toString());
    List<String> found = lint(workflows);
    assertTrue(found.isEmpty(), String.join("\n", found));
  }

  @Test
  void keepOurRules() throws Exception {
    List<String> broken = WorkflowRules.broken(workflows());
    assertTrue(broken.isEmpty(), String.join("\n", broken));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deploy.yml | runs-on: | run-on: | unexpected key",
        "deploy.yml | needs: plan | needs: plans | does not exist",
        "deploy.yml | ${{ inputs.environment }} | ${{ input.environment }} | undefined variable",
        "ci.yml | timeout-minutes: 90 | timeout-minutes: long | expecting",
        "release.yml | contents: write | content: write | unknown permission scope",
      })
  void actionlintNoticesMistakes(String file, String good, String bad, String said)
      throws Exception {
    List<String> found = lint(with(file, good, bad));
    assertTrue(found.stream().anyMatch(one -> one.contains(said)), found.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ci.yml | actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2 | actions/checkout@v4 | isn't pinned",
        "ci.yml | actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 | actions/checkout@21bd71901bbe5b1630ceea73d27597364c9af683 | has several pins",
        "deploy.yml | role-to-assume: ${{ vars.DEPLOY_ROLE }} | aws-access-key-id: ${{ secrets.AWS_KEY }} | long-lived key",
        "deploy.yml | overlay=flink-k8s/overlays/$ENVIRONMENT | overlay=flink-k8s/overlays/${{ inputs.environment }} | puts an expression into a script",
        "destroy.yml | environment: ${{ inputs.environment }}\\n    permissions | permissions | without an environment",
        "ci.yml | permissions:\\n  contents: read | permissions: write-all | may do more than read",
        "ci.yml | timeout-minutes: 90 | name: test | has no time limit",
        "destroy.yml | cancel-in-progress: false | cancel-in-progress: true | may be cut off",
      })
  void ourRulesNoticeWhatIsUnsafe(String file, String good, String bad, String said)
      throws Exception {
    List<String> broken = WorkflowRules.broken(with(file, good, bad));
    assertTrue(broken.stream().anyMatch(one -> one.contains(said)), broken.toString());
  }

  private static Map<String, String> with(String file, String good, String bad) throws Exception {
    Map<String, String> workflows = workflows();
    String text = workflows.get(file);
    String changed = text.replace(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
    assertNotEquals(text, changed, () -> "nothing to break: " + good);
    workflows.put(file, changed);
    return workflows;
  }

  private static Map<String, String> workflows() throws Exception {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(Sources.ROOT.resolve(".github/workflows"))) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private static List<String> lint(Map<String, String> workflows) throws Exception {
    String said = NodeScript.ask("lint.mjs", JSON.writeValueAsString(workflows));
    return JSON.readValue(said, new TypeReference<List<String>>() {});
  }
}
