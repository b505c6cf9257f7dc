package dev.docent.records.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a process of its own prints, since the backend is chosen once for a JVM. */
class StructuredLogsTest {
  private static final List<JsonNode> LINES = new ArrayList<>();

  @BeforeAll
  static void talk() throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (String line : run("json").split("\n")) {
      LINES.add(json.readTree(line));
    }
  }

  @Test
  void tellsWhenWhereAndWhoInEveryLine() {
    for (JsonNode line : LINES) {
      for (String field :
          List.of("timestamp", "level", "logger", "thread", "run", "command", "message")) {
        assertFalse(line.path(field).asText().isEmpty(), field + " in " + line);
      }
      assertTrue(Instant.parse(line.path("timestamp").asText()).isBefore(Instant.now()));
      assertEquals("20261130T120000Z-7", line.path("run").asText());
      assertEquals("run", line.path("command").asText());
    }
  }

  @Test
  void makesALineOfWhateverIsPrinted() {
    assertEquals(List.of("stage  \"seconds\"", "topics\t12 \\ Zürich"), messages("docent.out"));
    assertEquals("INFO", one("== topics").path("level").asText());
  }

  @Test
  void leavesOutWhatLibrariesSayBelowWarnings() {
    assertTrue(LINES.stream().noneMatch(line -> line.toString().contains("silent")));
    assertEquals("WARN", one("slow: 7").path("level").asText());
  }

  @Test
  void namesTheStageWhereItIsKnown() {
    assertEquals("topics", one("== topics").path("stage").asText());
    assertFalse(one("slow: 7").has("stage"));
  }

  @Test
  void keepsAnExceptionInItsLine() {
    JsonNode broken = one("broken");
    assertEquals("ERROR", broken.path("level").asText());
    String exception = broken.path("exception").asText();
    assertTrue(exception.startsWith("java.lang.IllegalStateException: at token=***"), exception);
    assertTrue(exception.contains("\n\tat dev.docent"), exception);
    assertTrue(exception.contains("Caused by: java.lang.RuntimeException: x"), exception);
    assertFalse(one("slow: 7").has("exception"));
    assertTrue(one("odd").path("exception").asText().contains("why"));
  }

  @Test
  void tellsFailuresAsErrors() {
    assertEquals("ERROR", one("docent: there is no index").path("level").asText());
  }

  @Test
  void leavesSecretsOut() {
    assertTrue(
        messages(Talker.class.getName())
            .containsAll(
                List.of(
                    "GET https://ada:***@example.org/a?key_token=***&page=2",
                    "Authorization: Bearer ***, api-key: '***' and \"password\": \"***\"",
                    "3 tokens of 5 words; the secret was refused; page: 7")),
        messages(Talker.class.getName()).toString());
  }

  @Test
  void isTextByDefault() throws Exception {
    String text = run("text");
    assertTrue(text.contains("topics\t12 \\ Zürich\n"), text);
    assertTrue(text.contains("docent: there is no index"), text);
    assertFalse(text.contains("{\""), text);
  }

  private static JsonNode one(String message) {
    return LINES.stream()
        .filter(line -> line.path("message").asText().equals(message))
        .findFirst()
        .orElseThrow(() -> new AssertionError(message + " isn't in " + LINES));
  }

  private static List<String> messages(String logger) {
    return LINES.stream()
        .filter(line -> line.path("logger").asText().equals(logger))
        .map(line -> line.path("message").asText())
        .toList();
  }

  /** As the launcher starts it. */
  private static String run(String log) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LauncherLogging.options(log));
    command.addAll(
        List.of(
            "-Dfile.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            Talker.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(StructuredLogs.VARIABLE, log);
    builder.environment().put("DOCENT_RUN", "20261130T120000Z-7");
    builder.environment().put("DOCENT_COMMAND", "run");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(new TreeSet<>(said.lines().toList()).size() > 3, said);
    return said;
  }
}
