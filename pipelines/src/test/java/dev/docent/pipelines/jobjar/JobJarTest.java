package dev.docent.pipelines.jobjar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of this module's own class path, as it would go to a cluster. */
class JobJarTest {
  /** What the tests alone bring, and what is no jar of the job's. */
  private static final Pattern TESTS =
      Pattern.compile(
          ".*(junit|archunit|opentest4j|apiguardian|surefire|test-classes|mockwebserver|vertx|server-mock).*");

  private static final long MOST_BYTES = 150L << 20;

  @TempDir static Path folder;
  private static List<JarMerge.Conflict> conflicts;
  private static List<String> names;
  private static Path jar;

  @BeforeAll
  static void make() throws IOException {
    jar = folder.resolve("job.jar");
    List<Path> sources =
        JobClassPath.ofThisJvm().stream()
            .filter(path -> !TESTS.matcher(path.toString()).matches())
            .toList();
    conflicts = JobJar.make(sources, jar);
    try (JarFile file = new JarFile(jar.toFile())) {
      names = Collections.list(file.entries()).stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  void carriesTheStagesAndWhatTheyNeed() {
    assertHas("dev/docent/pipelines/articles/ParseStage.class");
    assertHas("dev/docent/transforms/topics/LearnTopics.class");
    assertHas("dev/docent/records/Article.class");
    assertHas("org/apache/beam/runners/flink/FlinkRunner.class");
    assertHas("org/jsoup/Jsoup.class");
    assertHas("all-minilm-l6-v2-tokenizer.json");
  }

  @Test
  void carriesNoTensorFlowAndNothingThatFlinkProvides() {
    for (String prefix :
        List.of(
            "org/tensorflow/",
            "org/apache/flink/",
            "org/slf4j/",
            "com/esotericsoftware/kryo/",
            "io/opentelemetry/sdk/",
            "io/opentelemetry/exporter/",
            "io/prometheus/",
            "io/fabric8/",
            "okhttp3/",
            "kotlin/",
            "dev/langchain4j/")) {
      assertEquals(
          List.of(), names.stream().filter(name -> name.startsWith(prefix)).limit(3).toList());
    }
    assertEquals(List.of(), names.stream().filter(name -> name.endsWith(".onnx")).toList());
  }

  @Test
  void carriesNoClassTwice() {
    assertEquals(names.stream().distinct().count(), names.size());
    assertEquals(List.of(), conflicts, "two libraries have another version of a class each");
  }

  @Test
  void isSmallEnoughToSendWithEachJob() throws IOException {
    assertTrue(Files.size(jar) < MOST_BYTES, Files.size(jar) + " bytes");
  }

  @Test
  void joinsServiceFilesAndDropsSignatures() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String registrars =
          read(file, "META-INF/services/org.apache.beam.sdk.options.PipelineOptionsRegistrar");
      assertTrue(registrars.contains("DefaultPipelineOptionsRegistrar"), registrars);
      assertTrue(registrars.contains("FlinkRunnerRegistrar$Options"), registrars);
    }
    assertFalse(names.stream().anyMatch(name -> name.matches("META-INF/[^/]+[.](SF|RSA|DSA)")));
  }

  @Test
  void isTheSameFromTheSameSources() throws IOException {
    Path source = folder.resolve("classes");
    Files.createDirectories(source.resolve("META-INF/services"));
    Files.writeString(source.resolve("a.txt"), "a");
    Files.writeString(source.resolve("META-INF/services/s"), "x # first\n\ny\n");
    assertEquals(List.of(), JobJar.make(List.of(source), folder.resolve("one.jar")));
    assertEquals(List.of(), JobJar.make(List.of(source), folder.resolve("two.jar")));
    assertEquals(-1, Files.mismatch(folder.resolve("one.jar"), folder.resolve("two.jar")));
    try (JarFile file = new JarFile(folder.resolve("one.jar").toFile())) {
      assertEquals("x\ny\n", read(file, "META-INF/services/s"));
    }
  }

  @Test
  void tellsWhichClassesDiffer() throws IOException {
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    Files.writeString(first.resolve("A.class"), "1");
    Files.writeString(second.resolve("A.class"), "2");
    assertEquals(
        List.of(new JarMerge.Conflict("A.class", first, second)),
        JobJar.make(List.of(first, second), folder.resolve("conflict.jar")));
    try (JarFile file = new JarFile(folder.resolve("conflict.jar").toFile())) {
      assertEquals("1", read(file, "A.class"));
    }
  }

  private static void assertHas(String name) {
    assertTrue(names.contains(name), name + " is missing");
  }

  private static String read(JarFile file, String name) throws IOException {
    try (var in = file.getInputStream(file.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
