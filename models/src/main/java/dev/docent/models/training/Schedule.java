package dev.docent.models.training;

/**
 * The learning rate by step: it rises in a line while warming up, then falls in a line to zero.
 *
 * @param peak the highest rate
 * @param warmupSteps steps of rising
 * @param totalSteps all steps
 */
record Schedule(double peak, long warmupSteps, long totalSteps) {
  /** A schedule that warms up for a share of the steps. */
  static Schedule of(double peak, double warmup, long totalSteps) {
    return new Schedule(peak, Math.round(warmup * totalSteps), totalSteps);
  }

  /** The rate of a step, counted from 0; never 0 before the end. */
  double rate(long step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    double left = totalSteps - step;
    return peak * Math.max(0, left / Math.max(1, totalSteps - warmupSteps));
  }
}
