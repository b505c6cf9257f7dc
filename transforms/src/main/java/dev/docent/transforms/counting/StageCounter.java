package dev.docent.transforms.counting;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Counts records inside Beam transforms. Each count is a Beam metric of namespace {@value
 * #NAMESPACE}, from which the driver fills the artifact's manifest when the job has ended; beside
 * it a count of this JVM feeds the progress display while an embedded job runs.
 */
public final class StageCounter implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final String NAMESPACE = "docent";
  public static final String READ = "read";
  public static final String WRITTEN = "written";
  public static final String DEAD_LETTER_PREFIX = "dead-letter:";
  public static final String OTHER_PREFIX = "other:";

  private static final Map<String, LongAdder> LIVE = new ConcurrentHashMap<>();

  private final String name;
  private final Counter counter;

  private StageCounter(String name) {
    this.name = name;
    this.counter = Metrics.counter(NAMESPACE, name);
  }

  /** Records taken in by the stage. */
  public static StageCounter read() {
    return new StageCounter(READ);
  }

  /** Records of the stage's main output. */
  public static StageCounter written() {
    return new StageCounter(WRITTEN);
  }

  /** Dead letters of one reason, a kebab-case code. */
  public static StageCounter deadLetter(String reason) {
    return new StageCounter(DEAD_LETTER_PREFIX + reason);
  }

  /** Any other count that belongs into the manifest. */
  public static StageCounter other(String name) {
    return new StageCounter(OTHER_PREFIX + name);
  }

  public void inc() {
    inc(1);
  }

  public void inc(long n) {
    counter.inc(n);
    LIVE.computeIfAbsent(name, key -> new LongAdder()).add(n);
  }

  /** What was counted in this JVM since {@link #resetLive()}. */
  public static Map<String, Long> live() {
    Map<String, Long> counts = new TreeMap<>();
    LIVE.forEach((name, adder) -> counts.put(name, adder.sum()));
    return counts;
  }

  /** Starts the counts of this JVM at 0, before a job. */
  public static void resetLive() {
    LIVE.clear();
  }
}
