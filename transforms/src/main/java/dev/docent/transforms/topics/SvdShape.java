package dev.docent.transforms.topics;

import java.io.Serializable;

/**
 * How large the decomposition is.
 *
 * @param sections the matrix's rows
 * @param terms the matrix's columns
 * @param topics k, the singular vectors kept
 * @param columns of a block: half of k and the oversampling, since two blocks at least are computed
 */
record SvdShape(long sections, int terms, int topics, int columns) implements Serializable {
  /** A topic needs some sections to be told from chance. */
  private static final int SECTIONS_PER_TOPIC = 8;

  private static final int FEWEST_TOPICS = 2;

  /**
   * Fits the wanted topics to a site: at most one for each {@value #SECTIONS_PER_TOPIC} sections,
   * but {@value #FEWEST_TOPICS} at least, and never more than the matrix has rows or columns.
   */
  static SvdShape fit(int wantedTopics, int oversampling, long sections, int terms) {
    int rank = (int) Math.min(sections, terms);
    long forSections = Math.max(FEWEST_TOPICS, sections / SECTIONS_PER_TOPIC);
    int topics = (int) Math.min(Math.min(wantedTopics, forSections), rank);
    int columns = Math.min((topics + oversampling + 1) / 2, rank);
    return new SvdShape(sections, terms, topics, columns);
  }
}
