package dev.docent.records.workspace;

import java.time.Instant;

/** A complete window: the artifact of it and what its record says. */
public record IngestWindow(WindowRecord record, Artifact artifact) {
  public Instant since() {
    return record.since();
  }

  public Instant until() {
    return record.until();
  }

  public String fingerprint() {
    return artifact.fingerprint();
  }
}
