package dev.docent.pipelines.launch;

import dev.docent.records.UserException;
import dev.docent.records.telemetry.StructuredLogs;
import dev.docent.records.telemetry.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code docent} launcher, which knows all class paths. */
public final class Launcher {
  /** The launcher tells its own place by this variable. */
  public static final String HOME = "DOCENT_HOME";

  private Launcher() {}

  /**
   * The folder of the launcher.
   *
   * @throws UserException if this process wasn't started by it
   */
  public static Path home() {
    String home = System.getenv(HOME);
    if (home == null || !Files.isExecutable(Path.of(home, "docent"))) {
      throw new UserException(
          "%s is '%s'; it must be the folder of the 'docent' launcher. Start this command by the launcher"
              .formatted(HOME, home));
    }
    return Path.of(home);
  }

  /** The start of a command line. */
  public static List<String> command(String name) {
    return List.of(home().resolve("docent").toString(), name);
  }

  /** Runs a command on this terminal and gives its exit code; it ends when this process does. */
  public static int run(List<String> command) throws IOException, InterruptedException {
    return waitFor(builder(command).inheritIO().start());
  }

  /**
   * Runs a command beside others: each line that it prints begins with a name.
   *
   * @return its exit code
   */
  static int run(List<String> command, String name) throws IOException, InterruptedException {
    if (StructuredLogs.on()) {
      // Each of its lines is an object that names its stage.
      return run(command);
    }
    Process process = builder(command).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
    Thread out = NamedLines.copy(process.getInputStream(), name, System.out);
    Thread err = NamedLines.copy(process.getErrorStream(), name, System.err);
    int exit = waitFor(process);
    out.join();
    err.join();
    return exit;
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DOCENT_PARENT", Long.toString(ProcessHandle.current().pid()));
    builder.environment().put("DOCENT_BUILT", "true");
    builder.environment().putAll(Traces.environment());
    return builder;
  }

  private static int waitFor(Process process) throws InterruptedException {
    Thread stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    int exit = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // This process is ending too; the hook has done what it is for.
      return exit;
    }
    return exit;
  }
}
