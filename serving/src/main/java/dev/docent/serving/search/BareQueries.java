package dev.docent.serving.search;

import org.apache.lucene.search.ScoreDoc;

/** The query of a search by itself, for measuring what a search takes beside it. */
public final class BareQueries {
  private BareQueries() {}

  /**
   * Runs it.
   *
   * @param n how many sections at most
   * @param fields how many of the best have their stored fields read from the index
   * @return how many were found
   */
  public static int run(
      SectionIndex index, String words, int n, Bm25Parameters parameters, int fields) {
    ScoreDoc[] hits = index.hits(words, n, parameters);
    for (int i = 0; i < Math.min(fields, hits.length); i++) {
      index.storedFields(hits[i].doc);
    }
    return hits.length;
  }
}
