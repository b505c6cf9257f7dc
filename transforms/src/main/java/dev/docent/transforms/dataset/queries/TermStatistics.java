package dev.docent.transforms.dataset.queries;

import dev.docent.records.text.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** In how many sections of a corpus each term occurs. */
public final class TermStatistics {
  private final Map<String, Integer> frequency;
  private final int sections;

  private TermStatistics(Map<String, Integer> frequency, int sections) {
    this.frequency = frequency;
    this.sections = sections;
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

  /** {@code ln(1 + N / df)}; a term that no section has counts as if one had it. */
  public double idf(String term) {
    return Math.log1p((double) sections / Math.max(1, frequency.getOrDefault(term, 1)));
  }

  public int documentFrequency(String term) {
    return frequency.getOrDefault(term, 0);
  }
}
