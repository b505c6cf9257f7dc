package dev.docent.models.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code training.json}: how a model came to be.
 *
 * @param settings all of the stage's, by name
 * @param dataset the data set's fingerprint
 * @param source where the base's weights came from
 * @param licence SPDX identifier of the base's licence
 * @param parameters of the cross-encoder
 * @param sequenceLength the longest pair, in word pieces
 * @param trainQueries queries trained on
 * @param validationQueries queries measured at each checkpoint
 * @param networks what was trained, by {@link #CROSS_ENCODER} and {@link #SENTENCE_ENCODER}
 * @param gpuSeconds time of training by the number of GPUs used
 * @param peakResidentBytes of this process; -1 where the system doesn't tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrainingReport(
    Map<String, String> settings,
    String dataset,
    String source,
    String licence,
    long parameters,
    int sequenceLength,
    int trainQueries,
    int validationQueries,
    Map<String, NetworkReport> networks,
    double gpuSeconds,
    long peakResidentBytes,
    Hardware hardware) {
  public static final String FILE = "training.json";
  public static final String CROSS_ENCODER = "cross-encoder";
  public static final String SENTENCE_ENCODER = "sentence-encoder";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public TrainingReport {
    // A training of an earlier Docent says nothing of these.
    settings = settings == null ? Map.of() : settings;
    networks = networks == null ? Map.of() : new LinkedHashMap<>(networks);
    dataset = dataset == null ? "" : dataset;
    source = source == null ? "" : source;
  }

  /**
   * Reads the report of a train artifact.
   *
   * @throws UserException if it is damaged
   */
  public static TrainingReport read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), TrainingReport.class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "the training's report '%s' can't be read: %s".formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** Seconds of training of all networks. */
  public double seconds() {
    return networks.values().stream().mapToDouble(NetworkReport::seconds).sum();
  }

  /** Seconds that all cores worked for it. */
  public double cpuSeconds() {
    return networks.values().stream().mapToDouble(NetworkReport::cpuSeconds).sum();
  }

  public void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
