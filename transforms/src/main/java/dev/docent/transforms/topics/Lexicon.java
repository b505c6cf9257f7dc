package dev.docent.transforms.topics;

import dev.docent.records.lsa.TfIdf;
import dev.docent.records.lsa.Weighting;
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
  private final float[] weights;
  private final long sections;
  private final Weighting weighting;
  private final double averageLength;

  private Lexicon(
      String[] terms,
      String[] surfaces,
      long[] documentFrequencies,
      float[] weights,
      long sections,
      Weighting weighting,
      double averageLength) {
    this.terms = terms;
    this.surfaces = surfaces;
    this.documentFrequencies = documentFrequencies;
    this.weights = weights;
    this.sections = sections;
    this.weighting = weighting;
    this.averageLength = averageLength;
  }

  /**
   * A term that may become a column.
   *
   * @param surface the commonest written form
   * @param documents sections with the term
   * @param occurrences in all sections
   * @param scatter the sum of tf ln tf over the sections
   */
  public record Candidate(
      String term, String surface, long documents, long occurrences, double scatter)
      implements Serializable {}

  /**
   * Orders the chosen terms.
   *
   * @param sections all sections, the matrix's rows
   */
  public static Lexicon of(List<Candidate> chosen, long sections, Weighting weighting) {
    List<Candidate> sorted = new ArrayList<>(chosen);
    sorted.sort(Comparator.comparing(Candidate::term));
    float[] weights = new float[sorted.size()];
    for (int column = 0; column < weights.length; column++) {
      Candidate term = sorted.get(column);
      weights[column] =
          weighting.global(
              new Weighting.TermCounts(
                  term.documents(), term.occurrences(), term.scatter(), sections));
    }
    long occurrences = sorted.stream().mapToLong(Candidate::occurrences).sum();
    return new Lexicon(
        sorted.stream().map(Candidate::term).toArray(String[]::new),
        sorted.stream().map(Candidate::surface).toArray(String[]::new),
        sorted.stream().mapToLong(Candidate::documents).toArray(),
        weights,
        sections,
        weighting,
        Math.max(1, occurrences) / (double) Math.max(1, sections));
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

  /** The global weight of a column's term. */
  public float weight(int column) {
    return weights[column];
  }

  public Weighting weighting() {
    return weighting;
  }

  /** Known terms of a section on average. */
  public double averageLength() {
    return averageLength;
  }

  /** What turns texts into rows of this vocabulary. */
  public TfIdf tfIdf() {
    return new TfIdf(Arrays.asList(terms), weights, weighting, averageLength);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lexicon that
        && sections == that.sections
        && weighting == that.weighting
        && averageLength == that.averageLength
        && Arrays.equals(weights, that.weights)
        && Arrays.equals(terms, that.terms)
        && Arrays.equals(surfaces, that.surfaces)
        && Arrays.equals(documentFrequencies, that.documentFrequencies);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(terms) * 31 + Long.hashCode(sections);
  }
}
