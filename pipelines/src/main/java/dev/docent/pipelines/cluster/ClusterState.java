package dev.docent.pipelines.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was started, as {@code cluster.json} keeps it.
 *
 * @param port of the REST address
 * @param slots of each TaskManager
 * @param memoryBytes of each TaskManager
 */
record ClusterState(int port, int slots, long memoryBytes, List<ClusterProcess> processes) {
  private static final String FILE = "cluster.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  static Optional<ClusterState> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), ClusterState.class));
    } catch (JsonProcessingException e) {
      throw new UserException(
          "'%s' can't be read (%s); end the cluster's Java processes and remove the file"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  void write(Path folder) throws IOException {
    AtomicFiles.replace(folder.resolve(FILE), JSON.writeValueAsBytes(this));
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  /** Where jobs are sent: the value of {@code --flinkMaster}. */
  String master() {
    return FlinkSettings.LOOPBACK + ":" + port;
  }

  boolean jobManagerIsAlive() {
    return processes.stream().anyMatch(one -> one.isJobManager() && one.isAlive());
  }

  List<ClusterProcess> dead() {
    return processes.stream().filter(one -> !one.isAlive()).toList();
  }

  List<ClusterProcess> aliveTaskManagers() {
    return processes.stream().filter(one -> !one.isJobManager() && one.isAlive()).toList();
  }

  /** The same with another process, and without those that are gone. */
  ClusterState with(ClusterProcess started) {
    List<ClusterProcess> all =
        new ArrayList<>(processes.stream().filter(ClusterProcess::isAlive).toList());
    all.add(started);
    return new ClusterState(port, slots, memoryBytes, List.copyOf(all));
  }
}
