package dev.docent.pipelines.runs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.docent.records.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: {@code runs/NUMBER.json}, written once.
 *
 * @param number given once
 * @param failure what failed, in words; null where nothing did
 * @param stages those that ended well, in the order of the flow
 * @param release number of the release that is in use after it, null where it made none
 * @param codeVersion of the program
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(
    int number,
    Instant startedAt,
    Instant finishedAt,
    Outcome outcome,
    @Nullable String failure,
    List<StageRecord> stages,
    @Nullable Integer release,
    String codeVersion) {
  /** How a run ended. */
  public enum Outcome {
    /** All selected stages are made; a model was published, or none was to be. */
    SUCCEEDED,
    /** All is made, and the evaluation kept the model back. */
    KEPT_BACK,
    FAILED
  }

  /**
   * One stage of a run.
   *
   * @param cached whether it was made already
   * @param tries 1 unless it failed in between
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record StageRecord(
      String stage, String fingerprint, boolean cached, Instant began, long millis, int tries) {
    public Duration time() {
      return Duration.ofMillis(millis);
    }
  }

  public RunRecord {
    stages = List.copyOf(stages);
  }

  /** What a stage did; empty where it wasn't run, or failed. */
  public Optional<StageRecord> stage(Stage stage) {
    return stages.stream().filter(one -> one.stage().equals(stage.id())).findFirst();
  }

  RunRecord numbered(int given) {
    return new RunRecord(
        given, startedAt, finishedAt, outcome, failure, stages, release, codeVersion);
  }
}
