package dev.docent.models.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one network was trained.
 *
 * @param steps optimizer steps made
 * @param plannedSteps steps that were planned
 * @param endedBy steps, patience or time
 * @param bestStep the step whose weights are kept; 0 for the base's own
 * @param bestValidationMrr theirs; null without validation queries
 * @param zeroShotValidationMrr the base's own
 * @param seconds of training, earlier attempts included
 * @param cpuSeconds of all cores in that time
 * @param examplesPerSecond pairs trained on a second, without validation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetworkReport(
    long steps,
    long plannedSteps,
    String endedBy,
    long bestStep,
    @Nullable Double bestValidationMrr,
    @Nullable Double zeroShotValidationMrr,
    double seconds,
    double cpuSeconds,
    double examplesPerSecond) {

  static NetworkReport of(Trainer.Outcome outcome, long plannedSteps, List<LogEntry> log) {
    Checkpoints.State state = outcome.state();
    return new NetworkReport(
        state.step(),
        plannedSteps,
        outcome.end().name().toLowerCase(Locale.ROOT),
        state.bestStep(),
        measured(state.bestMrr()),
        measured(state.zeroShotMrr()),
        state.seconds(),
        state.cpuSeconds(),
        log.stream()
            .filter(entry -> entry.examplesPerSecond() != null)
            .mapToDouble(LogEntry::examplesPerSecond)
            .average()
            .orElse(0));
  }

  private static @Nullable Double measured(double mrr) {
    return Double.isNaN(mrr) ? null : mrr;
  }
}
