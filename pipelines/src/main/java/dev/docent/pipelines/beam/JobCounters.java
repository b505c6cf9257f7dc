package dev.docent.pipelines.beam;

import dev.docent.records.stage.Counts;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** Moves a job's counters into a stage's counts. */
final class JobCounters {
  private JobCounters() {}

  static void copy(MetricResults metrics, Counts counts) {
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(StageCounter.NAMESPACE))
            .build();
    for (MetricResult<Long> counter : metrics.queryMetrics(ours).getCounters()) {
      // Flink knows attempted values only; a batch job's attempts are its commits.
      add(counts, counter.getName().getName(), counter.getAttempted());
    }
  }

  private static void add(Counts counts, String name, long n) {
    if (name.equals(StageCounter.READ)) {
      counts.addRead(n);
    } else if (name.equals(StageCounter.WRITTEN)) {
      counts.addWritten(n);
    } else if (name.startsWith(StageCounter.DEAD_LETTER_PREFIX)) {
      counts.addDeadLetters(name.substring(StageCounter.DEAD_LETTER_PREFIX.length()), n);
    } else if (name.startsWith(StageCounter.OTHER_PREFIX)) {
      counts.addOther(name.substring(StageCounter.OTHER_PREFIX.length()), n);
    }
  }
}
