package dev.docent.serving.search;

import dev.docent.records.UserException;

/**
 * Parameters of BM25 over weighted fields (Robertson, Zaragoza and Taylor, "Simple BM25 Extension
 * to Multiple Weighted Fields", CIKM 2004).
 *
 * @param k1 how slowly repeated terms saturate, 0 or more; 0 counts presence alone
 * @param b how strongly long sections are marked down, 0 to 1
 * @param titleBoost how many times a term of the title or a heading counts, 1 or more
 * @param proximity how much BM25's score of two neighbours of the query counts that stand near each
 *     other, 0 or more; 0 for not at all
 */
public record Bm25Parameters(double k1, double b, double titleBoost, double proximity) {
  /**
   * Chosen from a grid over k1, b and titleBoost on three collections of judged queries (a
   * documentation site, CISI, Cranfield): MRR@10 .632, .648 and .537, where Lucene's usual 0.9, 0.4
   * without a boost gave .586, .603 and .509. The weight of proximity was chosen on the same ones;
   * docs/ranking.md has what it adds.
   */
  public static final Bm25Parameters DEFAULT = new Bm25Parameters(2.0, 0.6, 2, 0.2);

  /**
   * @throws UserException if a value is out of its range
   */
  public Bm25Parameters {
    check(k1 >= 0 && k1 < Float.MAX_VALUE, "k1", k1, "0 or more");
    check(b >= 0 && b <= 1, "b", b, "between 0 and 1");
    check(titleBoost >= 1 && titleBoost <= 1000, "titleBoost", titleBoost, "between 1 and 1000");
    check(proximity >= 0 && proximity <= 10, "proximity", proximity, "between 0 and 10");
  }

  /** BM25 of the words alone. */
  public Bm25Parameters withoutProximity() {
    return new Bm25Parameters(k1, b, titleBoost, 0);
  }

  private static void check(boolean valid, String name, double value, String range) {
    if (!valid) {
      throw new UserException("BM25's %s is %s; it must be %s".formatted(name, value, range));
    }
  }
}
