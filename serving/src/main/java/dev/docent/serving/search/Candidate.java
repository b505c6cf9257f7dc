package dev.docent.serving.search;

/**
 * A section that may answer a query.
 *
 * @param rank by BM25, 1 for the best; sections that were found by other means count on after those
 *     that BM25 found
 * @param score BM25's; 0 where the section has none of the words
 */
public record Candidate(IndexedSection section, int rank, float score) {}
