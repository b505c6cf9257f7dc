package dev.docent.records.cli;

/**
 * Ends this process when the one that started it is gone, so that a killed workflow leaves no stage
 * running behind it.
 */
final class ParentWatch {
  /** Holds the process id of the workflow that started a stage. */
  static final String VARIABLE = "DOCENT_PARENT";

  /** As a shell reports a process ended by SIGKILL. */
  private static final int ORPHANED = 137;

  private ParentWatch() {}

  static void start() {
    String pid = System.getenv(VARIABLE);
    if (pid == null || !pid.matches("\\d+")) {
      return;
    }
    Thread watch =
        new Thread(
            () -> {
              ProcessHandle.of(Long.parseLong(pid)).ifPresent(parent -> parent.onExit().join());
              Runtime.getRuntime().halt(ORPHANED);
            },
            "docent-parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
