package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessTest {
  @TempDir Path folder;

  @Test
  void anotherProcessSeesTheClaimAfterThisOneAsked() throws Exception {
    Path attempt = folder.resolve("attempt");
    Liveness claim = Liveness.claim(attempt);
    assertFalse(Liveness.isDead(attempt));
    assertEquals("alive", askedElsewhere(attempt));
    claim.release();
    assertTrue(Liveness.isDead(attempt));
    assertEquals("dead", askedElsewhere(attempt));
  }

  @Test
  void aReleasedClaimLeavesNothing() throws IOException {
    Liveness.claim(folder.resolve("attempt")).release();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  private static String askedElsewhere(Path attempt) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asks.class.getName(),
                attempt.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor());
    return answer.strip();
  }

  /** What the other process runs. */
  static final class Asks {
    public static void main(String[] arguments) throws IOException {
      System.out.println(Liveness.isDead(Path.of(arguments[0])) ? "dead" : "alive");
    }
  }
}
