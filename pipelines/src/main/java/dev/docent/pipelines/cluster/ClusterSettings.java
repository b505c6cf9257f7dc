package dev.docent.pipelines.cluster;

import dev.docent.records.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.MemorySize;

/**
 * What a cluster is made of.
 *
 * @param port of the REST address; 0 takes 8081, or another one where that is taken
 * @param taskManagers processes that do the work
 * @param slots of each TaskManager: how many tasks it runs at once
 * @param memory of each TaskManager process, all its parts together
 */
record ClusterSettings(int port, int taskManagers, int slots, MemorySize memory) {
  /** Below this Flink's fixed parts (metaspace, overhead, network) leave no heap to work with. */
  static final MemorySize LEAST_MEMORY = MemorySize.ofMebiBytes(1536);

  static final int DEFAULT_PORT = 8081;

  /**
   * Reads the options' texts.
   *
   * @throws ConfigException with all that is wrong
   */
  static ClusterSettings of(String port, String taskManagers, String slots, String memory) {
    List<String> problems = new ArrayList<>();
    int thePort = number("--port", port, 0, 65_535, problems);
    int processes = number("--task-managers", taskManagers, 1, 64, problems);
    int each = number("--slots", slots, 1, 64, problems);
    MemorySize size = LEAST_MEMORY;
    try {
      size = MemorySize.parse(memory);
    } catch (IllegalArgumentException e) {
      problems.add("--memory is '%s'; it must be a size such as 2g or 1536m".formatted(memory));
    }
    if (size.compareTo(LEAST_MEMORY) < 0) {
      problems.add(
          "--memory is '%s'; it must be at least %dm"
              .formatted(memory, LEAST_MEMORY.getMebiBytes()));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new ClusterSettings(thePort, processes, each, size);
  }

  private static int number(
      String option, String text, int least, int most, List<String> problems) {
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    problems.add("%s is '%s'; it must be %d to %d".formatted(option, text, least, most));
    return least;
  }
}
