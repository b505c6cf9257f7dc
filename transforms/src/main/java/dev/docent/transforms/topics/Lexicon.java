package dev.docent.transforms.topics;

import dev.docent.records.lsa.TfIdf;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vocabulary of the section-term matrix: its columns are terms in lexical order. Immutable. */
public final class Lexicon implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] terms;
  private final String[] surfaces;
  private final long[] documentFrequencies;
  private final long sections;

  private Lexicon(String[] terms, String[] surfaces, long[] documentFrequencies, long sections) {
    this.terms = terms;
    this.surfaces = surfaces;
    this.documentFrequencies = documentFrequencies;
    this.sections = sections;
  }

  /**
   * A term that may become a column.
   *
   * @param surface the commonest written form
   * @param documents sections with the term
   */
  public record Candidate(String term, String surface, long documents) implements Serializable {}

  /**
   * Orders the chosen terms.
   *
   * @param sections all sections, the matrix's rows
   */
  public static Lexicon of(List<Candidate> chosen, long sections) {
    List<Candidate> sorted = new ArrayList<>(chosen);
    sorted.sort(Comparator.comparing(Candidate::term));
    return new Lexicon(
        sorted.stream().map(Candidate::term).toArray(String[]::new),
        sorted.stream().map(Candidate::surface).toArray(String[]::new),
        sorted.stream().mapToLong(Candidate::documents).toArray(),
        sections);
  }

  /**
   * The highest document frequency that a share allows; never below the lowest that is asked for,
   * so that a site of a few sections keeps a vocabulary.
   */
  static long maxDocuments(double share, long minDocumentFrequency, long sections) {
    return Math.max(minDocumentFrequency, (long) Math.floor(share * sections));
  }

  /** The number of columns. */
  public int size() {
    return terms.length;
  }

  public long sections() {
    return sections;
  }

  public String term(int column) {
    return terms[column];
  }

  public String surface(int column) {
    return surfaces[column];
  }

  public long documentFrequency(int column) {
    return documentFrequencies[column];
  }

  public float idf(int column) {
    return TfIdf.idf(documentFrequencies[column], sections);
  }

  /** What turns texts into rows of this vocabulary. */
  public TfIdf tfIdf() {
    float[] idf = new float[terms.length];
    for (int column = 0; column < idf.length; column++) {
      idf[column] = idf(column);
    }
    return new TfIdf(Arrays.asList(terms), idf);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lexicon that
        && sections == that.sections
        && Arrays.equals(terms, that.terms)
        && Arrays.equals(surfaces, that.surfaces)
        && Arrays.equals(documentFrequencies, that.documentFrequencies);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(terms) * 31 + Long.hashCode(sections);
  }
}
