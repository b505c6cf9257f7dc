package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script between Terraform and kustomize. */
class PlatformScriptTest {
  private static final String OUTPUT =
      """
      {"region": "eu-central-1", "network": "10.40.0.0/16", "workspace": "s3://example-docent-prod/workspace",
       "cluster_name": "docent-prod", "secret_prefix": "docent/docent-prod/",
       "file_system_id": "fs-0123456789abcdef0",
       "repository_urls": {"pipelines": "R/docent-prod/pipelines", "models": "R/docent-prod/models",
         "models-gpu": "R/docent-prod/models-gpu", "serving": "R/docent-prod/serving"},
       "role_arns": {"pipelines": "A/docent-prod-pipelines", "workers": "A/docent-prod-workers",
         "trainer": "A/docent-prod-trainer", "serving": "A/docent-prod-serving",
         "scientist-ada": "A/docent-prod-scientist-ada"}}
      """
          .replace("R/", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/")
          .replace("A/", "arn:aws:iam::123456789012:role/");

  @BeforeAll
  static void needsJq() throws Exception {
    boolean installed;
    try {
      installed = Commands.run(Sources.HOME, "", "jq", "--version").exit() == 0;
    } catch (IOException e) {
      installed = false;
    }
    Assumptions.assumeTrue(installed, "jq isn't installed: the platform script was not tried");
  }

  @Test
  void writesWhatTheOverlayHolds() throws Exception {
    assertEquals(
        Files.readString(Sources.HOME.resolve("overlays/prod/environment/platform.yaml")),
        run(OUTPUT).orThrow());
  }

  @Test
  void writesADataScientistsFile() throws Exception {
    assertEquals(
        Files.readString(Sources.HOME.resolve("overlays/prod/scientists/ada/scientist.yaml")),
        run(OUTPUT, "ada").orThrow());
  }

  @Test
  void refusesAnOutputThatLacksSomething() throws Exception {
    Commands.Result result = run(OUTPUT.replace("\"workers\"", "\"others\""));
    assertNotEquals(0, result.exit());
    assertTrue(result.errors().contains("no role of workers"), result.errors());
    assertNotEquals(0, run(OUTPUT, "grace").exit());
  }

  @Test
  void asksForNothingThatTerraformDoesNotGive() throws Exception {
    Set<String> given = new TreeSet<>();
    Matcher outputs =
        Pattern.compile("output \"(\\w+)\"")
            .matcher(Sources.text("terraform/modules/platform/outputs.tf"));
    while (outputs.find()) {
      given.add(outputs.group(1));
    }
    for (String wanted :
        Set.of(
            "region",
            "network",
            "workspace",
            "secret_prefix",
            "file_system_id",
            "repository_urls",
            "role_arns",
            "cluster_name")) {
      assertTrue(given.contains(wanted), wanted);
    }
    String identity = Sources.text("terraform/modules/identity/main.tf");
    for (String account :
        Set.of("docent-pipelines", "docent-workers", "docent-trainer", "docent-serving")) {
      assertTrue(
          identity.contains("namespace = \"docent\", account = \"" + account + "\""), account);
    }
  }

  private static Commands.Result run(String input, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = Sources.HOME.resolve("platform").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Commands.run(Sources.HOME, input, command);
  }
}
