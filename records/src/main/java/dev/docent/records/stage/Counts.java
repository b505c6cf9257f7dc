package dev.docent.records.stage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What went into a stage and what came out: every input is written, or a dead letter with a reason.
 * Safe for use by several threads.
 */
public final class Counts {
  @JsonProperty private long read;
  @JsonProperty private long written;
  @JsonProperty private final Map<String, Long> deadLetters = new TreeMap<>();
  @JsonProperty private final Map<String, Long> others = new TreeMap<>();

  /** Records taken in. */
  public synchronized long read() {
    return read;
  }

  /** Records of the stage's main output. */
  public synchronized long written() {
    return written;
  }

  /** Dead letters by reason. */
  public synchronized Map<String, Long> deadLetters() {
    return new TreeMap<>(deadLetters);
  }

  /** Further counts that a person wants to see, by name. */
  public synchronized Map<String, Long> others() {
    return new TreeMap<>(others);
  }

  public synchronized void addRead(long n) {
    read += n;
  }

  public synchronized void addWritten(long n) {
    written += n;
  }

  public synchronized void addDeadLetters(String reason, long n) {
    deadLetters.merge(reason, n, Long::sum);
  }

  public synchronized void addOther(String name, long n) {
    others.merge(name, n, Long::sum);
  }

  @JsonIgnore
  public synchronized long totalDeadLetters() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts are equal when every number is. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts && toString().equals(counts.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public synchronized String toString() {
    return "read %d, written %d, dead letters %s, others %s"
        .formatted(read, written, deadLetters, others);
  }
}
