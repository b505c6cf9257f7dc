package dev.docent.models.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code training-log.jsonl}.
 *
 * @param step steps made so far; 0 for the base model as it is
 * @param loss mean listwise loss of the step's queries; null at step 0
 * @param learningRate of the step
 * @param gradientNorm global norm before clipping
 * @param examplesPerSecond pairs of query and passage trained on, over the time of the step
 * @param validationMrr mean reciprocal rank within validation groups, where it was measured
 * @param seconds since training began, earlier attempts included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogEntry(
    long step,
    @Nullable Double loss,
    @Nullable Double learningRate,
    @Nullable Double gradientNorm,
    @Nullable Double examplesPerSecond,
    @Nullable Double validationMrr,
    double seconds) {}
