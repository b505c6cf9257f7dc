package dev.docent.pipelines.cluster;

import dev.docent.pipelines.beam.FlinkRest;
import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;

/**
 * A Flink session cluster of this machine: a JobManager and TaskManagers as processes, known by
 * what {@code cluster.json} of a folder says.
 *
 * <pre>
 * cluster.json     processes with their start times, the REST port
 * conf/            Flink's settings
 * logs/            a log a process
 * tmp/             what jobs spill, and their jars
 * </pre>
 */
final class SessionCluster {
  private static final long START_SECONDS = 90;
  private static final int LOG_LINES = 12;

  private final Path folder;

  SessionCluster(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** What runs, or ran and was not stopped. */
  Optional<ClusterState> state() throws IOException {
    return ClusterState.read(folder);
  }

  /**
   * Starts what is missing: all of it, or TaskManagers that ended or that are asked for beyond
   * those there are.
   *
   * @throws UserException if a cluster with other settings runs, or a process does not come up
   */
  ClusterState start(ClusterSettings settings) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (FileChannel channel = lock();
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("no lock on " + folder);
      }
      ClusterState state = running(settings).orElse(null);
      if (state == null) {
        state = startJobManager(settings);
      }
      FlinkProcesses processes = processes(state);
      while (state.aliveTaskManagers().size() < settings.taskManagers()) {
        state = state.with(processes.taskManager(freeNumber(state)));
        state.write(folder);
      }
      awaitTaskManagers(state);
      return state;
    }
  }

  /** Ends all its processes; what is gone already is passed over. Gives how many were ended. */
  int stop() throws IOException, InterruptedException {
    Optional<ClusterState> state = state();
    if (state.isEmpty()) {
      return 0;
    }
    try (FileChannel channel = lock();
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("no lock on " + folder);
      }
      int ended = end(state.get());
      AtomicFiles.deleteTree(folder.resolve("tmp"));
      ClusterState.remove(folder);
      return ended;
    }
  }

  private static int end(ClusterState state) throws InterruptedException {
    int ended = 0;
    for (ClusterProcess process : state.processes()) {
      if (process.isAlive()) {
        process.end();
        ended++;
      }
    }
    return ended;
  }

  /** The cluster that runs; remains of one whose JobManager is gone are cleared away. */
  private Optional<ClusterState> running(ClusterSettings settings)
      throws IOException, InterruptedException {
    Optional<ClusterState> state = state();
    if (state.isEmpty()) {
      return state;
    }
    if (!state.get().jobManagerIsAlive()) {
      System.err.println(
          "cluster: the JobManager of '%s' is gone; starting anew".formatted(folder));
      end(state.get());
      ClusterState.remove(folder);
      return Optional.empty();
    }
    ClusterState there = state.get();
    if (there.slots() != settings.slots()
        || there.memoryBytes() != settings.memory().getBytes()
        || (settings.port() != 0 && settings.port() != there.port())) {
      throw new UserException(
          "a cluster with other settings runs in '%s': port %d, %d slots and %dm a TaskManager; stop it first: docent cluster stop"
              .formatted(folder, there.port(), there.slots(), there.memoryBytes() >> 20));
    }
    for (ClusterProcess dead : there.dead()) {
      System.err.println("cluster: %s is gone; starting another".formatted(dead.name()));
    }
    return state;
  }

  private ClusterState startJobManager(ClusterSettings settings)
      throws IOException, InterruptedException {
    ClusterState state =
        new ClusterState(
            Ports.rest(settings.port()), settings.slots(), settings.memory().getBytes(), List.of());
    AtomicFiles.deleteTree(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("tmp"));
    flink(state, Ports.any()).write(folder.resolve("conf"));
    state = state.with(processes(state).jobManager());
    state.write(folder);
    FlinkRest rest = FlinkRest.of(state.master());
    await(state, () -> rest.overview().taskManagers() >= 0);
    return state;
  }

  private void awaitTaskManagers(ClusterState state) throws IOException, InterruptedException {
    FlinkRest rest = FlinkRest.of(state.master());
    int wanted = state.aliveTaskManagers().size();
    await(state, () -> rest.overview().taskManagers() >= wanted);
  }

  /** Something that may not be answered yet. */
  @FunctionalInterface
  private interface Question {
    boolean isTrue() throws IOException, InterruptedException;
  }

  private void await(ClusterState state, Question question)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        if (question.isTrue()) {
          return;
        }
      } catch (IOException e) {
        // Not up yet; the deadline and the look at the processes bound the wait.
      }
      List<ClusterProcess> dead = state.dead();
      if (!dead.isEmpty()) {
        throw new UserException(
            "%s ended while it was starting; the end of its log:\n%s"
                .formatted(dead.get(0).name(), tail(dead.get(0).name())));
      }
      if (System.nanoTime() > deadline) {
        throw new UserException(
            "the cluster was not up within %d seconds; its logs are in '%s'"
                .formatted(START_SECONDS, logs()));
      }
      Thread.sleep(100);
    }
  }

  private FlinkProcesses processes(ClusterState state) throws IOException {
    // The JobManager's rpc port is of no matter to these: Flink's processes read it from the file.
    return new FlinkProcesses(
        flink(state, 0), ClusterClassPath.find(), folder.resolve("conf"), logs());
  }

  private FlinkSettings flink(ClusterState state, int rpcPort) {
    return new FlinkSettings(
        state.port(),
        rpcPort,
        state.slots(),
        new MemorySize(state.memoryBytes()),
        folder.resolve("tmp"));
  }

  private static int freeNumber(ClusterState state) {
    List<String> taken = state.aliveTaskManagers().stream().map(ClusterProcess::name).toList();
    return IntStream.iterate(1, n -> n + 1)
        .filter(n -> !taken.contains(ClusterProcess.TASK_MANAGER + n))
        .findFirst()
        .orElseThrow();
  }

  private String tail(String name) throws IOException {
    Path log = FlinkProcesses.log(logs(), name);
    if (!Files.exists(log)) {
      return "(there is none)";
    }
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
    }
  }

  private FileChannel lock() throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
