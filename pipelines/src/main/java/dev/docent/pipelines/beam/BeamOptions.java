package dev.docent.pipelines.beam;

import dev.docent.records.UserException;
import dev.docent.records.store.S3Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.io.aws2.options.S3Options;
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
   * @param usesS3 whether the job reads or writes {@code s3://} locations
   * @throws UserException if one is not known to Beam, or its value is wrong
   */
  static PipelineOptions parse(List<String> arguments, String jobName, boolean usesS3)
      throws IOException {
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
    S3Options s3 = options.as(S3Options.class);
    if (!isGiven(all, "s3ClientFactoryClass")) {
      s3.setS3ClientFactoryClass(S3Clients.class);
    }
    if (usesS3) {
      reachS3(s3, all);
    }
    if (options.getRunner() == FlinkRunner.class) {
      suitOneMachine(options.as(FlinkPipelineOptions.class), all);
    }
    return options;
  }

  /** Workers find the same server as this process, whatever their environment says. */
  private static void reachS3(S3Options options, List<String> given) {
    S3Settings settings = S3Settings.of(System.getenv());
    if (settings.endpoint() != null && !isGiven(given, "endpoint")) {
      options.setEndpoint(settings.endpoint());
    }
    if (!isGiven(given, "awsRegion")) {
      options.setAwsRegion(settings.region());
    }
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
