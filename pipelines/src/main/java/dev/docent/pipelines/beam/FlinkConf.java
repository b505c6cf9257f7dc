package dev.docent.pipelines.beam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a {@code flink-conf.yaml}, which goes with this JVM. */
final class FlinkConf {
  private FlinkConf() {}

  static Path write(String settings) throws IOException {
    Path folder = Files.createTempDirectory("docent-flink");
    Path file = Files.writeString(folder.resolve("flink-conf.yaml"), settings);
    // In this order: what is named last is removed first.
    folder.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    return folder;
  }
}
