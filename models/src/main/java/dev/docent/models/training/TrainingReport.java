package dev.docent.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.records.config.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code training.json}: how a model came to be.
 *
 * @param licence SPDX identifier of the base's licence
 * @param trainQueries queries trained on
 * @param validationQueries queries measured at each checkpoint
 * @param steps optimizer steps made
 * @param plannedSteps steps that were planned
 * @param endedBy steps, patience or time
 * @param bestStep the step whose weights are kept; 0 for the base's own
 * @param bestValidationMrr theirs; null without validation queries
 * @param zeroShotValidationMrr the base's own
 * @param seconds of training, earlier attempts included
 * @param examplesPerSecond pairs trained on a second, without validation
 * @param peakResidentBytes of this process; -1 where the system doesn't tell
 */
record TrainingReport(
    TrainConfig settings,
    String licence,
    long parameters,
    int sequenceLength,
    int trainQueries,
    int validationQueries,
    long steps,
    long plannedSteps,
    String endedBy,
    long bestStep,
    @Nullable Double bestValidationMrr,
    @Nullable Double zeroShotValidationMrr,
    double seconds,
    double examplesPerSecond,
    long peakResidentBytes,
    Hardware hardware) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
