package dev.docent.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a tiny project on an empty base, as tar files. */
class DocentImageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void build() throws IOException {
    for (String text : List.of("docent", "LICENSE", "NOTICE")) {
      write("project/" + text, text);
    }
    write("repository/shared-1.jar", "a shared library");
    write("repository/beam-2.jar", "beam");
    write("repository/tensorflow-core-native-1.1.0-linux-x86_64.jar", "cpu");
    write("repository/tensorflow-core-native-1.1.0-linux-x86_64-gpu.jar", "gpu");
    write("project/records/target/docent-records.jar", "records");
    module("pipelines", "shared-1.jar", "beam-2.jar");
    module("models", "shared-1.jar", "tensorflow-core-native-1.1.0-linux-x86_64.jar");
    module("serving", "shared-1.jar", "tensorflow-core-native-1.1.0-linux-x86_64.jar");
    write("base/bin/sh", "a shell");
    write("java/bin/java", "a runtime");
  }

  @Test
  void holdsEachModulesClassPathAsTheLauncherReadsIt() throws Exception {
    Map<String, String> files = files(make("pipelines"));
    assertEquals(
        "/opt/docent/lib/docent-records.jar:/opt/docent/lib/shared-1.jar:/opt/docent/lib/beam-2.jar",
        files.get("opt/docent/pipelines/target/libraries"));
    for (String module : List.of("pipelines", "models", "serving")) {
      for (String jar : files.get("opt/docent/" + module + "/target/libraries").split(":", -1)) {
        assertTrue(files.containsKey(jar.substring(1)), jar);
      }
      assertTrue(files.containsKey("opt/docent/" + module + "/target/docent-" + module + ".jar"));
    }
    assertEquals("docent", files.get("opt/docent/docent"));
  }

  @Test
  void runsAsNobodyInParticular() throws Exception {
    JsonNode config = config(make("serving")).path("config");
    assertEquals("10001:10001", config.path("User").asText());
    assertEquals("/opt/docent/docent", config.at("/Entrypoint/0").asText());
    assertTrue(config.path("Env").toString().contains("DOCENT_HEAP=50%"));
  }

  @Test
  void leavesNothingThatItsUserCouldChange() throws Exception {
    for (TarArchiveEntry entry : entries(make("serving")).values()) {
      assertEquals(0, entry.getLongUserId(), entry.getName());
      assertEquals(0, entry.getMode() & 0022, entry.getName());
    }
  }

  @Test
  void isTheSameToTheLastBit() throws Exception {
    assertEquals(-1, Files.mismatch(make("models"), make("models")));
    Path before = make("models");
    write("project/models/target/docent-models.jar", "changed");
    assertNotEquals(-1, Files.mismatch(before, make("models")));
  }

  @Test
  void takesTensorFlowForAGpuAndJavaAlong() throws Exception {
    Path tar = folder.resolve("gpu.tar");
    make("models-gpu", tar, "--java", folder.resolve("java").toString());
    Map<String, String> files = files(tar);
    assertTrue(
        files.containsKey("opt/docent/lib/tensorflow-core-native-1.1.0-linux-x86_64-gpu.jar"));
    assertFalse(files.containsKey("opt/docent/lib/tensorflow-core-native-1.1.0-linux-x86_64.jar"));
    assertTrue(files.containsKey("opt/java/bin/java"));
    assertTrue(config(tar).at("/config/Env").toString().contains("JAVA_HOME=/opt/java"));
  }

  @Test
  void putsWhatIsInItBesideIt() throws Exception {
    write("project/models/target/bom.json", "{}");
    assertTrue(files(make("models")).containsKey("opt/docent/sbom/models.cdx.json"));
  }

  @Test
  void refusesTwoLibrariesOfOneName() throws Exception {
    write("elsewhere/shared-1.jar", "another");
    write(
        "project/models/target/libraries",
        folder.resolve("elsewhere/shared-1.jar") + ":" + folder.resolve("repository/beam-2.jar"));
    IOException refused = assertThrows(IOException.class, () -> make("pipelines"));
    assertTrue(refused.getMessage().contains("have one name"), refused.getMessage());
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThrows(IllegalArgumentException.class, () -> make("everything"));
    assertThrows(
        IllegalArgumentException.class, () -> ImagesMain.make(List.of("models", "--shape", "x")));
  }

  private Path make(String kind) throws Exception {
    Path tar = Files.createTempFile(folder, kind, ".tar");
    make(kind, tar);
    return tar;
  }

  private void make(String kind, Path tar, String... more) throws Exception {
    List<String> arguments = new java.util.ArrayList<>(List.of(kind));
    arguments.addAll(List.of("--root", folder.resolve("project").toString()));
    arguments.addAll(List.of("--base", folder.resolve("base").toString()));
    arguments.addAll(List.of("--version", "1.2.3", "--tar", tar.toString()));
    arguments.addAll(List.of(more));
    ImagesMain.make(arguments);
  }

  private void module(String name, String... libraries) throws IOException {
    write("project/" + name + "/target/docent-" + name + ".jar", name);
    StringBuilder list =
        new StringBuilder(folder.resolve("project/records/target/docent-records.jar").toString());
    for (String library : libraries) {
      list.append(':').append(folder.resolve("repository").resolve(library));
    }
    write("project/" + name + "/target/libraries", list.toString());
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static JsonNode config(Path tar) throws IOException {
    Map<String, byte[]> parts = parts(tar);
    JsonNode manifest = JSON.readTree(parts.get("manifest.json"));
    return JSON.readTree(parts.get(manifest.at("/0/Config").asText()));
  }

  private static Map<String, String> files(Path tar) throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (byte[] layer : layers(tar)) {
      try (TarArchiveInputStream in = open(layer)) {
        for (TarArchiveEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
          texts.put(
              one.getName(),
              new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  private static Map<String, TarArchiveEntry> entries(Path tar) throws IOException {
    Map<String, TarArchiveEntry> entries = new HashMap<>();
    for (byte[] layer : layers(tar)) {
      try (TarArchiveInputStream in = open(layer)) {
        for (TarArchiveEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
          entries.put(one.getName(), one);
        }
      }
    }
    return entries;
  }

  private static List<byte[]> layers(Path tar) throws IOException {
    Map<String, byte[]> parts = parts(tar);
    List<byte[]> layers = new java.util.ArrayList<>();
    JSON.readTree(parts.get("manifest.json"))
        .at("/0/Layers")
        .forEach(name -> layers.add(parts.get(name.asText())));
    return layers;
  }

  private static TarArchiveInputStream open(byte[] layer) throws IOException {
    return new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)));
  }

  private static Map<String, byte[]> parts(Path tar) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    try (InputStream file = Files.newInputStream(tar);
        TarArchiveInputStream in = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
        parts.put(one.getName(), in.readAllBytes());
      }
    }
    return parts;
  }
}
