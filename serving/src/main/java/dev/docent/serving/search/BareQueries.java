package dev.docent.serving.search;

/** The query of a search by itself, for measuring what a search takes beside it. */
public final class BareQueries {
  private BareQueries() {}

  /**
   * Runs it.
   *
   * @param n how many sections at most
   * @return how many were found
   */
  public static int run(SectionIndex index, String words, int n, Bm25Parameters parameters) {
    return index.hits(words, n, parameters).length;
  }
}
