package dev.docent.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
  @TempDir static Path home;

  @BeforeAll
  static void copy() throws Exception {
    Terraform.assumeInstalled();
    Sources.copy(home);
  }

  @Test
  void isFormatted() throws Exception {
    Commands.Result result =
        Commands.run(home, Map.of(), "terraform", "fmt", "-check", "-recursive", "-diff");
    assertEquals(0, result.exit(), result.output());
  }

  @Test
  void everyEnvironmentIsValidAndItsPlanKeepsTheRules() throws Exception {
    List<Path> environments = Sources.environments(home);
    assertEquals(3, environments.size());
    try (Terraform terraform = Terraform.start(List.of(home))) {
      for (Path environment : environments) {
        JsonNode plan = terraform.plan(environment);
        List<String> broken = PlanRules.broken(plan);
        assertTrue(broken.isEmpty(), environment.getFileName() + ": " + broken);
        assertTrue(Plans.resources(plan).size() > 60, "suspiciously small: " + environment);
      }
      Commands.Result bootstrap = terraform.validate(home.resolve("bootstrap"));
      assertEquals(0, bootstrap.exit(), bootstrap.output());
    }
  }

  /** {@code terraform test}: the assertions that lie beside each module. */
  @Test
  void everyModulePassesItsOwnTests() throws Exception {
    int tested = 0;
    try (Terraform terraform = Terraform.start(List.of(home));
        Stream<Path> modules = Files.list(home.resolve("modules"))) {
      for (Path module : modules.filter(m -> Files.isDirectory(m.resolve("tests"))).toList()) {
        Commands.Result init = terraform.validate(module);
        assertEquals(0, init.exit(), module + ": " + init.output());
        Commands.Result result = terraform.run(module, "test", "-no-color");
        assertEquals(0, result.exit(), module + ": " + result.output());
        assertTrue(result.output().contains(", 0 failed"), result.output());
        tested++;
      }
    }
    assertEquals(4, tested);
  }
}
