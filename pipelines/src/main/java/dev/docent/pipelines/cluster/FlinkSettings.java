package dev.docent.pipelines.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Flink's own settings for a cluster of this machine, and the memory arithmetic of its processes.
 */
final class FlinkSettings {
  static final String LOOPBACK = "127.0.0.1";
  private static final MemorySize JOB_MANAGER_MEMORY = MemorySize.ofMebiBytes(1024);

  private final Map<String, String> values = new TreeMap<>();

  /**
   * @param restPort where jobs are sent
   * @param rpcPort where the TaskManagers find the JobManager
   * @param temporary a folder for what is spilled, and for the jars of jobs
   */
  FlinkSettings(int restPort, int rpcPort, int slots, MemorySize memory, Path temporary) {
    // Nothing but this machine may reach it: whoever sends a job runs code.
    for (String host :
        List.of(
            "jobmanager.bind-host",
            "jobmanager.rpc.address",
            "taskmanager.bind-host",
            "taskmanager.host",
            "rest.bind-address",
            "rest.address")) {
      values.put(host, LOOPBACK);
    }
    values.put("rest.port", Integer.toString(restPort));
    values.put("rest.bind-port", Integer.toString(restPort));
    values.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    values.put("io.tmp.dirs", temporary.toString());
    values.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    values.put("jobmanager.memory.process.size", bytes(JOB_MANAGER_MEMORY));
    values.put("taskmanager.memory.process.size", bytes(memory));
    // A job of many shuffles runs out of Flink's own tenth; each job's classes need room of their
    // own until those of the last are collected.
    values.put("taskmanager.memory.network.fraction", "0.2");
    values.put("taskmanager.memory.network.min", "256m");
    values.put("taskmanager.memory.network.max", "2g");
    // Each shuffle that is written takes so many at once; by Flink's own 512, one TaskManager that
    // takes over another's tasks has too few.
    values.put("taskmanager.network.sort-shuffle.min-buffers", "64");
    values.put("taskmanager.memory.jvm-metaspace.size", "320m");
    values.put("taskmanager.memory.managed.fraction", "0.25");
    // A TaskManager that is lost costs its tasks another try, not the job. All tries together last
    // longer than heartbeats need to tell that it is gone: until then its slots are tried again.
    values.put("restart-strategy.type", "fixed-delay");
    values.put("restart-strategy.fixed-delay.attempts", "3");
    values.put("restart-strategy.fixed-delay.delay", "5 s");
    values.put("jobmanager.execution.failover-strategy", "region");
    values.put("heartbeat.interval", "2000");
    values.put("heartbeat.timeout", "20000");
    values.put("slot.request.timeout", "60000");
    values.put("web.submit.enable", "false");
    values.put("web.cancel.enable", "true");
  }

  /** Writes the folder that Flink's processes take as {@code --configDir}. */
  void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("flink-conf.yaml"), text);
  }

  /** The JVM's options of a JobManager, by Flink's arithmetic. */
  List<String> jobManagerJvm() {
    return words(
        JobManagerProcessUtils.generateJvmParametersStr(
            jobManager(), Configuration.fromMap(values)));
  }

  /** What a JobManager is given after its main class. */
  List<String> jobManagerArguments() {
    return words(JobManagerProcessUtils.generateDynamicConfigsStr(jobManager()));
  }

  /** The JVM's options of a TaskManager, by Flink's arithmetic. */
  List<String> taskManagerJvm() {
    return words(ProcessMemoryUtils.generateJvmParametersStr(taskManager()));
  }

  /** What a TaskManager is given after its main class: every part of its memory by size. */
  List<String> taskManagerArguments() {
    return words(TaskExecutorProcessUtils.generateDynamicConfigsStr(taskManager()));
  }

  private JobManagerProcessSpec jobManager() {
    return JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
        Configuration.fromMap(values), JobManagerOptions.JVM_HEAP_MEMORY);
  }

  private TaskExecutorProcessSpec taskManager() {
    return TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(values));
  }

  private static String bytes(MemorySize size) {
    return size.getBytes() + "b";
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+")));
    words.removeIf(String::isEmpty);
    return words;
  }
}
