package dev.docent.serving.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final Set<String> OURS = Set.of("metrics.json", "lsa.run");

  @TempDir Path folder;

  @Test
  void makesTheFolderAndReplacesAnEarlierEvaluationWhole() throws IOException {
    Path out = folder.resolve("a/b");
    write(out, "lsa.run", "old");
    write(out, "metrics.json", "new");
    assertFalse(Files.exists(out.resolve("lsa.run")));
    assertEquals("new", Files.readString(out.resolve("metrics.json")));
    assertEquals(1, children(folder.resolve("a")));
  }

  @Test
  void refusesAFolderWithAnythingElse() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "years of work");
    String message =
        assertThrows(UserException.class, () -> new OutputFolder(folder, OURS)).getMessage();
    assertTrue(message.contains("which holds 'thesis.tex'"), message);
    assertThrows(UserException.class, () -> new OutputFolder(folder.resolve("thesis.tex"), OURS));
  }

  @Test
  void aFailureLeavesTheEarlierEvaluation() throws IOException {
    Path out = folder.resolve("out");
    write(out, "metrics.json", "old");
    OutputFolder output = new OutputFolder(out, OURS);
    assertThrows(
        IOException.class,
        () ->
            output.write(
                beside -> {
                  Files.writeString(beside.resolve("metrics.json"), "half");
                  throw new IOException("the disk is full");
                }));
    assertEquals("old", Files.readString(out.resolve("metrics.json")));
    assertEquals(1, children(folder));
  }

  @Test
  void aFolderThatCantBePutInPlaceLeavesTheEarlierEvaluation() throws IOException {
    Path out = folder.resolve("out");
    write(out, "metrics.json", "old");
    // What was written vanishes, so that the last of the moves fails.
    assertThrows(IOException.class, () -> new OutputFolder(out, OURS).write(Files::delete));
    assertEquals("old", Files.readString(out.resolve("metrics.json")));
    assertEquals(1, children(folder));
  }

  private static void write(Path out, String file, String content) throws IOException {
    new OutputFolder(out, OURS).write(beside -> Files.writeString(beside.resolve(file), content));
  }

  private static long children(Path parent) throws IOException {
    try (Stream<Path> list = Files.list(parent)) {
      return list.count();
    }
  }
}
