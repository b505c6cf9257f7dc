package dev.docent.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program in a process of its own, which says where it is, and ends it by SIGKILL. */
public final class Killed {
  /** What the program prints when it has come to the place, before it waits for its end. */
  private static final String HERE = "here it is to be killed";

  private static final int SIGKILL_CODE = 128 + 9;
  private static final long LIMIT_SECONDS = 300;

  private Killed() {}

  /** Starts a program and kills it as soon as it waits. */
  public static void at(Class<?> program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    boolean came = false;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.equals(HERE)) {
        line = lines.readLine();
      }
      came = line != null;
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertTrue(came, "the process ended before it came to " + Arrays.toString(arguments));
    assertEquals(SIGKILL_CODE, process.exitValue());
  }

  /** To be called by the program where it is to be killed. */
  public static void waitHere() {
    System.out.println(HERE);
    System.out.flush();
    try {
      TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("nobody killed this process");
  }
}
