package dev.docent.serving.search;

/**
 * What a word adds to a section's BM25 score.
 *
 * @param word as it stands in the query
 * @param term what it is looked up as, such as its stem
 * @param score 0 where the section hasn't got it
 */
public record TermScore(String word, String term, float score) {}
