package dev.docent.records.stage;

import dev.docent.records.workspace.Artifact;
import java.time.Duration;

/**
 * How a stage ended.
 *
 * @param cached whether a complete artifact of the same fingerprint was there already
 * @param time how long it took now, not when it was made
 */
public record StageResult(Stage stage, Artifact artifact, boolean cached, Duration time) {}
