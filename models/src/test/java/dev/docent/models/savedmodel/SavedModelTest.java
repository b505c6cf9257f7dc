package dev.docent.models.savedmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.Samples;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
  @TempDir static Path folder;
  private static Path version;
  private static SavedModel model;

  @BeforeAll
  static void export() throws IOException {
    version = folder.resolve("1");
    Samples.exportZeroShot(version);
    model = SavedModel.load(version);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void ranksTheRightPassageFirstBeforeAnyTraining() {
    float[] scores = model.score(Samples.pairs());
    int passages = 5;
    for (int query = 0; query < 4; query++) {
      int best = 0;
      for (int i = 1; i < passages; i++) {
        if (scores[query * passages + i] > scores[query * passages + best]) {
          best = i;
        }
      }
      assertEquals(query, best, "query " + query);
    }
  }

  @Test
  void givesTheSameScoresInAFreshJvm() throws Exception {
    float[] here = model.score(Samples.pairs());
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ScoreSamples.class.getName(),
                version.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor());
    List<String> lines = out.lines().filter(line -> line.startsWith("score ")).toList();
    float[] there = new float[lines.size()];
    for (int i = 0; i < there.length; i++) {
      there[i] = Float.parseFloat(lines.get(i).substring("score ".length()));
    }
    assertArrayEquals(here, there, 1e-5f);
  }

  /** Prints the scores of the samples; run in a JVM of its own. */
  static final class ScoreSamples {
    public static void main(String[] arguments) throws IOException {
      try (SavedModel loaded = SavedModel.load(Path.of(arguments[0]))) {
        for (float score : loaded.score(Samples.pairs())) {
          System.out.println("score " + score);
        }
      }
    }
  }

  @Test
  void scoresFromSeveralThreads() throws Exception {
    List<Pair> pairs = Samples.pairs();
    float[] expected = model.score(pairs);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> futures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        futures.add(threads.submit(() -> model.score(pairs)));
      }
      for (Future<float[]> future : futures) {
        assertArrayEquals(expected, future.get(), 1e-4f);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void scoresNothing() {
    assertEquals(0, model.score(List.of()).length);
  }

  @Test
  void refusesPairsThatAreTooLong() {
    int[] ids = new int[Samples.SEQUENCE_LENGTH + 1];
    List<Pair> pairs = List.of(new Pair(ids, ids));
    assertThrows(IllegalArgumentException.class, () -> model.score(pairs));
  }

  @Test
  void refusesToScoreOnceClosed() throws Exception {
    SavedModel closed = SavedModel.load(version);
    closed.close();
    closed.close();
    List<Pair> pairs = Samples.pairs();
    assertThrows(IllegalStateException.class, () -> closed.score(pairs));
  }

  @Test
  void namesWhatIsNoModel() {
    UserException e = assertThrows(UserException.class, () -> SavedModel.load(folder));
    assertTrue(e.getMessage().contains("saved_model.pb"), e.getMessage());
  }

  @Test
  void noticesAnotherVocabulary() throws Exception {
    Path damaged = folder.resolve("2");
    Samples.exportZeroShot(damaged);
    Path file = damaged.resolve("assets/vocab.txt");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\nkubernetes\n", "\n").replace("\nthe\n", "\nthee2\n"));
    UserException e = assertThrows(UserException.class, () -> SavedModel.load(damaged));
    assertTrue(e.getMessage().contains("vocabulary"), e.getMessage());
  }
}
