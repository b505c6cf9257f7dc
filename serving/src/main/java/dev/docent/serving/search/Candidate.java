package dev.docent.serving.search;

/**
 * A section that BM25 found.
 *
 * @param rank 1 for the best
 * @param score BM25's, above 0
 */
public record Candidate(IndexedSection section, int rank, float score) {}
