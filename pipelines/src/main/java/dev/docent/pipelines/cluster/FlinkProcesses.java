package dev.docent.pipelines.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts Flink's processes, which outlive the one that starts them. */
final class FlinkProcesses {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final FlinkSettings settings;
  private final String classPath;
  private final Path configuration;
  private final Path logs;

  FlinkProcesses(FlinkSettings settings, String classPath, Path configuration, Path logs) {
    this.settings = settings;
    this.classPath = classPath;
    this.configuration = configuration;
    this.logs = logs;
  }

  ClusterProcess jobManager() throws IOException {
    return start(
        ClusterProcess.JOB_MANAGER,
        settings.jobManagerJvm(),
        JOB_MANAGER,
        settings.jobManagerArguments());
  }

  ClusterProcess taskManager(int number) throws IOException {
    return start(
        ClusterProcess.TASK_MANAGER + number,
        settings.taskManagerJvm(),
        TASK_MANAGER,
        settings.taskManagerArguments());
  }

  static Path log(Path logs, String name) {
    return logs.resolve(name + ".log");
  }

  private ClusterProcess start(String name, List<String> jvm, String main, List<String> arguments)
      throws IOException {
    Files.createDirectories(logs);
    Path log = log(logs, name);
    List<String> command = new ArrayList<>();
    // Closing the terminal must not end it; nohup becomes the process that it starts.
    command.add("nohup");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-Djava.awt.headless=true",
            // The native algebra of the topics refuses to load where a process has grown beyond
            // what it takes for the heap; Flink bounds the process itself.
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dlog.file=" + log,
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true",
            "-Dorg.slf4j.simpleLogger.log.org.apache.pekko=warn",
            "-cp",
            classPath,
            main,
            "--configDir",
            configuration.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return ClusterProcess.of(name, process);
  }
}
