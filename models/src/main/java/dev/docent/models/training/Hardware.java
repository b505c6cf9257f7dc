package dev.docent.models.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.TensorFlow;

/**
 * What a training ran on.
 *
 * @param processor its name, where the system tells
 * @param cores that this process may use
 * @param os name and architecture
 * @param java version
 * @param tensorFlow version
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Hardware(String processor, int cores, String os, String java, String tensorFlow) {
  /** This machine. */
  public static Hardware here() {
    return new Hardware(
        field(Path.of("/proc/cpuinfo"), "model name", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.version"),
        TensorFlow.version());
  }

  /** The most memory that this process has had resident, in bytes; -1 where it isn't told. */
  public static long peakResidentBytes() {
    String kilobytes = field(Path.of("/proc/self/status"), "VmHWM", "").replace(" kB", "");
    return kilobytes.isEmpty() ? -1 : Long.parseLong(kilobytes) * 1024;
  }

  /** A field of a file of lines {@code name : value}. */
  private static String field(Path file, String name, String otherwise) {
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
          return line.substring(colon + 1).strip();
        }
      }
    } catch (IOException e) {
      return otherwise;
    }
    return otherwise;
  }
}
