package dev.docent.transforms.dataset.queries;

import dev.docent.records.text.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** In how many sections of a corpus each term occurs. */
public final class TermStatistics {
  private final Map<String, Frequency> known = new HashMap<>();
  private final Frequency unknown;

  /**
   * How frequent a term is.
   *
   * @param sections that have it
   * @param idf {@code ln(1 + N / sections)}; a term that no section has counts as if one had it
   */
  record Frequency(int sections, double idf) {
    static Frequency of(int sections, int all) {
      return new Frequency(sections, Math.log1p((double) all / Math.max(1, sections)));
    }
  }

  private TermStatistics(Map<String, Integer> sections, int all) {
    sections.forEach((term, count) -> known.put(term, Frequency.of(count, all)));
    unknown = Frequency.of(0, all);
  }

  public static TermStatistics of(List<String> texts) {
    return ofTerms(texts.stream().map(Terms::of).toList());
  }

  /** Statistics of texts that are analyzed already. */
  public static TermStatistics ofTerms(List<List<String>> texts) {
    Map<String, Integer> frequency = new HashMap<>();
    for (List<String> terms : texts) {
      for (String term : new HashSet<>(terms)) {
        frequency.merge(term, 1, Integer::sum);
      }
    }
    return new TermStatistics(frequency, texts.size());
  }

  Frequency of(String term) {
    return known.getOrDefault(term, unknown);
  }

  /** {@code ln(1 + N / df)}; a term that no section has counts as if one had it. */
  public double idf(String term) {
    return of(term).idf();
  }
}
