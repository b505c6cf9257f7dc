package dev.docent.terraform;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks bite: each mistake, put into a copy, is found and named. */
class BadFixturesTest {
  private static @Nullable Terraform shared;

  @TempDir Path home;

  /** The stand-ins know the types of the files as they are, whatever a fixture makes of them. */
  @BeforeAll
  static void start() throws Exception {
    Terraform.assumeInstalled();
    shared = Terraform.start(List.of(Sources.HOME));
  }

  @AfterAll
  static void stop() {
    if (shared != null) {
      shared.close();
    }
  }

  @BeforeEach
  void copy() throws Exception {
    Sources.copy(home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster | enabled_cluster_log_types | enabled_cluster_logtypes | Unsupported argument",
        "cluster | vpc_config { | vpc_configuration { | Unsupported block type",
        "nodes | min_size     = each.value.min_size | min_size     = \"none\" | a number is required",
        "cluster | role_arn                  = aws_iam_role.cluster.arn | | Missing required argument",
        "network | resource \"aws_nat_gateway\" | resource \"aws_nat_gatway\" | does not support resource type",
        "addons | chart      = each.value.chart | chrt = each.value.chart | Unsupported argument",
      })
  void noticesMistakesOfForm(String module, String good, String bad, String said) throws Exception {
    edit(module, good, bad == null ? "" : bad);
    Commands.Result result = terraform().validate(home.resolve("environments/dev"));
    assertNotEquals(0, result.exit(), "the mistake passed");
    String words = result.output().replaceAll("\\s+", " ");
    assertTrue(words.contains(said), words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage | block_public_policy     = true | block_public_policy = false | open to the public",
        "storage | status = \"Enabled\"\\n  }\\n} | status = \"Suspended\"\\n  }\\n} | without versions",
        "nodes | encrypted             = true | encrypted = false | disk that isn't encrypted",
        "nodes | http_tokens                 = \"required\" | http_tokens = \"optional\" | without a token",
        "nodes | min_size     = each.value.min_size | min_size = 1 | doesn't scale to zero",
        "nodes | group.gpu ? [local.gpu_taint] : [] | [] | takes any pod",
        "identity | autoscaling:SetDesiredCapacity | autoscaling:* | wildcard action",
        "identity | eks:DescribeNodegroup | eks:DeleteNodegroup | on all resources",
        "cluster | resources = [\"secrets\"] | resources = [] | doesn't encrypt its secrets",
        "cluster | endpoint_private_access = true | endpoint_private_access = false | no private endpoint",
        "storage | image_tag_mutability = \"IMMUTABLE\" | image_tag_mutability = \"MUTABLE\" | lets a tag move",
      })
  void noticesWhatIsUnsafe(String module, String good, String bad, String said) throws Exception {
    edit(module, good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
    List<String> broken = PlanRules.broken(terraform().plan(home.resolve("environments/dev")));
    assertTrue(broken.stream().anyMatch(rule -> rule.contains(said)), broken.toString());
  }

  @Test
  void noticesUnformattedFiles() throws Exception {
    edit("budget", "  budget_type  = \"COST\"", "budget_type = \"COST\"");
    Commands.Result result =
        Commands.run(home, Map.of(), "terraform", "fmt", "-check", "-recursive");
    assertNotEquals(0, result.exit());
  }

  private static Terraform terraform() {
    return Objects.requireNonNull(shared);
  }

  private void edit(String module, String good, String bad) throws IOException {
    boolean found = false;
    for (Path file : Sources.files(home.resolve("modules").resolve(module))) {
      String text = Files.readString(file);
      if (text.contains(good)) {
        Files.writeString(file, text.replace(good, bad));
        found = true;
      }
    }
    assertTrue(found, "nothing to break: '%s' isn't in %s".formatted(good, module));
  }
}
