package dev.docent.records.lsa;

import dev.docent.records.UserException;
import java.util.Arrays;
import java.util.Locale;

/**
 * How a term's frequency in a section becomes a value of the matrix: a local weight times the
 * term's global weight. Rows are of unit length afterwards. With tf the frequency in the section,
 * df the sections with the term and n all sections:
 *
 * <table>
 * <caption>Weights</caption>
 * <tr><th>weighting</th><th>local</th><th>global</th></tr>
 * <tr><td>sublinear-tf-idf</td><td>1 + ln tf</td><td>ln((1 + n) / df)</td></tr>
 * <tr><td>tf</td><td>tf</td><td>1</td></tr>
 * <tr><td>log-entropy (Dumais, "Improving the retrieval of information from external sources",
 * 1991)</td><td>ln(1 + tf)</td><td>1 + sum of p ln p / ln n, p the share of the term's occurrences
 * that a section has</td></tr>
 * <tr><td>bm25 (Robertson et al., "Okapi at TREC-3", 1994)</td><td>tf (k1 + 1) / (tf + k1 (1 - b +
 * b length / average length)), k1 1.2, b 0.75</td><td>ln(1 + (n - df + 0.5) / (df + 0.5))</td></tr>
 * </table>
 */
public enum Weighting {
  SUBLINEAR_TF_IDF,
  TF,
  LOG_ENTROPY,
  BM25;

  private static final double K1 = 1.2;
  private static final double B = 0.75;

  /** The name in settings and files, such as {@code log-entropy}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The weighting of a name.
   *
   * @throws UserException if there is none
   */
  public static Weighting of(String id) {
    for (Weighting weighting : values()) {
      if (weighting.id().equals(id)) {
        return weighting;
      }
    }
    throw new UserException(
        "there is no weighting '%s'; valid are %s"
            .formatted(id, String.join(", ", Arrays.stream(values()).map(Weighting::id).toList())));
  }

  /**
   * What the sections say of a term.
   *
   * @param documents sections with the term, at least 1
   * @param occurrences its occurrences in all sections
   * @param scatter the sum of tf ln tf over the sections, which tells how unevenly they have it
   * @param sections all sections
   */
  public record TermCounts(long documents, long occurrences, double scatter, long sections) {}

  /** A term's global weight, 0 or more. */
  public float global(TermCounts counts) {
    double n = counts.sections;
    double df = counts.documents;
    return switch (this) {
      case SUBLINEAR_TF_IDF -> TfIdf.idf(counts.documents, counts.sections);
      case TF -> 1;
      case LOG_ENTROPY -> (float) Math.max(0, 1 + negativeEntropy(counts) / StrictMath.log(n + 1));
      case BM25 -> (float) StrictMath.log1p((n - df + 0.5) / (df + 0.5));
    };
  }

  /** The sum of p ln p: 0 where one section has all occurrences, -ln df where they are even. */
  private static double negativeEntropy(TermCounts counts) {
    double occurrences = counts.occurrences;
    return counts.scatter / occurrences - StrictMath.log(occurrences);
  }

  /**
   * The local weight.
   *
   * @param frequency in the text, at least 1
   * @param relativeLength the text's known terms over the mean of the sections
   */
  double local(int frequency, double relativeLength) {
    return switch (this) {
      case SUBLINEAR_TF_IDF -> 1 + StrictMath.log(frequency);
      case TF -> frequency;
      case LOG_ENTROPY -> StrictMath.log1p(frequency);
      case BM25 -> frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relativeLength));
    };
  }
}
