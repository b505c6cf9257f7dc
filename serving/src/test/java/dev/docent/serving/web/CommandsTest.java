package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.ServingMain;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes, as a user starts them. */
class CommandsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void index() throws Exception {
    TestWorkspace.index(
        folder,
        article("a", "Okapis").section("", "An okapi \u001b[31m eats leaves."),
        article("b", "Zebras").section("Stripes", "A zebra has stripes."));
  }

  private static Process start(String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath));
    command.add(ServingMain.class.getName());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(int code, String... arguments) throws Exception {
    Process process = start(arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(code, process.waitFor(), output);
    return output;
  }

  private static String workspace() {
    return folder.resolve("workspace").toString();
  }

  @Test
  void searchesAWorkspace() throws Exception {
    String output = output(0, "search", "--workspace", workspace(), "eating", "okapis");
    assertTrue(output.contains("Okapis"), output);
    assertTrue(output.contains("https://example.org/a"), output);
    assertTrue(output.contains("in BM25 order"), output);
    assertFalse(output.contains("\u001b"), "a page's text steers the terminal: " + output);
  }

  @Test
  void searchesAsJson() throws Exception {
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                output(
                    0,
                    "search",
                    "--workspace",
                    workspace(),
                    "--json",
                    "--ranking",
                    "bm25",
                    "stripes"));
    assertEquals("as asked", answer.at("/ranking/reason").asText());
    assertEquals("b#stripes", answer.at("/results/0/section/id").asText());
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    String empty = folder.resolve("empty").toString();
    String output = output(1, "search", "--workspace", empty, "okapi");
    assertTrue(output.contains("has no index"), output);
    assertFalse(output.contains("\tat "), output);
    output = output(1, "search", "--workspace", workspace(), "--topic", "3", "okapi");
    assertTrue(output.contains("can't search: topic is no topic of this site"), output);
    output = output(4, "search", "--server", "http://127.0.0.1:1", "okapi");
    assertTrue(output.contains("no server listens"), output);
  }

  @Test
  void saysHowToLeaveADamagedRelease() throws Exception {
    Path root = folder.resolve("damaged");
    TestWorkspace.index(root, article("a", "Okapis").section("", "okapi"));
    Workspace workspace = Workspace.open(root.resolve("workspace").toString());
    Release release = new Releases(workspace).make("docent");
    Path index = new Releases(workspace).index(release).file(IndexStage.FOLDER);
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "");
      }
    }
    String output = output(1, "serve", "--workspace", workspace.location(), "--port", "0");
    assertTrue(output.contains("release 1, which is in use, can't be searched: "), output);
    assertTrue(output.contains("'docent releases rollback'"), output);
    assertFalse(output.contains("\tat "), output);
  }

  @Test
  void servesUntilItIsToldToStop() throws Exception {
    Process process =
        start("serve", "--workspace", workspace(), "--port", "0", "--prediction-port", "0");
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder seen = new StringBuilder();
      String address = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.append(line).append('\n');
        if (line.startsWith("Search on ")) {
          address = line.split(" ", -1)[2];
          break;
        }
      }
      assertTrue(address != null, seen.toString());
      assertTrue(seen.toString().contains("2 sections, no model published"), seen.toString());
      HttpResponse<String> health =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address + "healthz")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, health.statusCode());
      String output = output(0, "search", "--server", address, "stripes");
      assertTrue(output.contains("Zebras"), output);
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not stop");
      assertEquals(143, process.exitValue(), "the exit code of SIGTERM");
    } finally {
      process.destroyForcibly();
    }
  }
}
