package dev.docent.pipelines.beam;

import dev.docent.records.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Reads Beam's options as the user gave them; what is not given suits one machine. */
final class BeamOptions {
  private static final String EMBEDDED = "[local]";

  /** Flink's own 64 MB are too few buffers for a job of many shuffles inside this JVM. */
  private static final String EMBEDDED_SETTINGS =
      """
      taskmanager.memory.network.min: 256m
      taskmanager.memory.network.max: 256m
      taskmanager.memory.managed.size: 512m
      """;

  private BeamOptions() {}

  /**
   * Parses options such as {@code --flinkMaster=host:8081}.
   *
   * @throws UserException if one is not known to Beam, or its value is wrong
   */
  static PipelineOptions parse(List<String> arguments, String jobName) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    addUnlessGiven(all, "runner", "FlinkRunner");
    addUnlessGiven(all, "jobName", jobName);
    PipelineOptions options;
    try {
      options = PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).create();
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "the options after '--' are Beam's, and it refuses them: " + e.getMessage(), e);
    }
    if (options.getRunner() == FlinkRunner.class) {
      suitOneMachine(options.as(FlinkPipelineOptions.class), all);
    }
    return options;
  }

  private static void suitOneMachine(FlinkPipelineOptions flink, List<String> given)
      throws IOException {
    flink.setFasterCopy(true);
    if (!isGiven(given, "flinkMaster")) {
      flink.setFlinkMaster(EMBEDDED);
    }
    if (RemoteFlink.isMaster(flink.getFlinkMaster())) {
      RemoteFlink.complete(flink, isGiven(given, "parallelism"), isGiven(given, "filesToStage"));
    }
    if (!flink.getFlinkMaster().equals(EMBEDDED)) {
      return;
    }
    if (!isGiven(given, "parallelism")) {
      flink.setParallelism(Runtime.getRuntime().availableProcessors());
    }
    if (flink.getFlinkConfDir() == null) {
      flink.setFlinkConfDir(FlinkConf.write(EMBEDDED_SETTINGS).toString());
    }
  }

  private static void addUnlessGiven(List<String> arguments, String name, String value) {
    if (!isGiven(arguments, name)) {
      arguments.add("--" + name + "=" + value);
    }
  }

  private static boolean isGiven(List<String> arguments, String name) {
    return arguments.stream().anyMatch(a -> a.startsWith("--" + name + "="));
  }
}
