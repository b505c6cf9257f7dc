package dev.docent.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
  @Test
  void readsSizes() {
    assertEquals(
        new ClusterSettings(0, 2, 4, MemorySize.ofMebiBytes(3072)),
        ClusterSettings.of("0", "2", "4", "3g"));
  }

  @Test
  void tellsAllThatIsWrong() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> ClusterSettings.of("x", "0", "65", "512m"));
    for (String option : List.of("--port", "--task-managers", "--slots", "--memory")) {
      assertTrue(e.getMessage().contains(option), e.getMessage());
    }
    assertTrue(e.getMessage().contains("at least 1536m"), e.getMessage());
  }

  @Test
  void theLeastMemoryLeavesAHeap() {
    FlinkSettings settings =
        new FlinkSettings(8081, 6123, 1, ClusterSettings.LEAST_MEMORY, Path.of("tmp"));
    String heap =
        settings.taskManagerJvm().stream()
            .filter(option -> option.startsWith("-Xmx"))
            .findFirst()
            .orElseThrow();
    assertTrue(Long.parseLong(heap.substring(4)) >= 256 << 20, heap);
  }

  @Test
  void saysEveryPartOfATaskManagersMemory() {
    String arguments =
        String.join(
            " ",
            new FlinkSettings(8081, 6123, 2, MemorySize.ofMebiBytes(2048), Path.of("tmp"))
                .taskManagerArguments());
    for (String part :
        List.of("network.min", "jvm-overhead.min", "jvm-metaspace", "managed.size")) {
      assertTrue(arguments.contains("taskmanager.memory." + part), arguments);
    }
  }
}
