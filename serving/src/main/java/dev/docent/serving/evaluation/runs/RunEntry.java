package dev.docent.serving.evaluation.runs;

/**
 * A document in a run.
 *
 * @param score the higher, the better; a 32-bit float as trec_eval reads it
 */
public record RunEntry(String document, float score) {}
