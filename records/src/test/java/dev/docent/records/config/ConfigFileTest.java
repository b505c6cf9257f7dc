package dev.docent.records.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private static final List<String> VALID = List.of("topics", "train", "publish", "evaluate");
  private static final List<String> SHARED = List.of("model-name");

  @TempDir Path folder;

  @Test
  void readsSections() throws IOException {
    ConfigFile file = read("topics:\n  topics: 50\ntrain:\n  learning-rate: 3e-5\n  base: x\n");
    assertEquals(Map.of("topics", "50"), file.section("topics"));
    assertEquals(Map.of(), file.section("parse"));
    assertEquals("x", file.section("train").get("base"));
  }

  @Test
  void anEmptyFileIsAnEmptyConfiguration() throws IOException {
    assertEquals(Map.of(), read("# nothing yet\n").section("topics"));
  }

  @Test
  void suggestsTheSectionThatWasMeant() {
    ConfigException e = assertThrows(ConfigException.class, () -> read("topic:\n  topics: 50\n"));
    assertTrue(e.getMessage().contains("did you mean 'topics'?"), e.getMessage());
  }

  @Test
  void refusesNestedValues() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read("topics:\n  topics: [1, 2]\n"));
    assertTrue(e.getMessage().contains("topics.topics must be a single value"), e.getMessage());
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThrows(UserException.class, () -> read("topics: {"));
    assertThrows(ConfigException.class, () -> read("just words"));
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none.yaml");
    UserException e = assertThrows(UserException.class, () -> ConfigFile.read(none, VALID, SHARED));
    assertTrue(e.getMessage().contains("none.yaml"), e.getMessage());
  }

  private ConfigFile read(String text) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("docent.yaml"), text), VALID, SHARED);
  }

  @Test
  void oneNameAtTheTopHoldsForAllWhoShareIt() throws IOException {
    ConfigFile file = read("model-name: docs\npublish:\n  warmup-requests: 2\n");
    assertEquals(
        Map.of("model-name", "docs", "warmup-requests", "2"),
        file.values("publish", PublishConfig.class));
    assertEquals(Map.of("model-name", "docs"), file.values("evaluate", EvaluateConfig.class));
    assertEquals(Map.of(), file.values("topics", TopicsConfig.class));
  }

  @Test
  void aSharedSettingInASectionIsSentToTheTop() throws IOException {
    ConfigFile file = read("publish:\n  model-name: docs\n");
    ConfigException e =
        assertThrows(ConfigException.class, () -> file.values("publish", PublishConfig.class));
    assertTrue(e.getMessage().contains("at the top of the file"), e.getMessage());
    assertThrows(ConfigException.class, () -> read("model-name: [a, b]\n"));
  }
}
