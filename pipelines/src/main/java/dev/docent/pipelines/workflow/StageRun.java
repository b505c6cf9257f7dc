package dev.docent.pipelines.workflow;

import dev.docent.records.stage.StageResult;
import java.time.Instant;

/**
 * How a stage ended in a run.
 *
 * @param began when it was begun, or looked at
 * @param tries 1 unless it failed in between
 */
record StageRun(StageResult result, Instant began, int tries) {}
