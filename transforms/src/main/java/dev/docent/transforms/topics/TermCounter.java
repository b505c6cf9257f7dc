package dev.docent.transforms.topics;

import dev.docent.records.text.Terms;
import java.util.HashMap;
import java.util.Map;

/** Counts the terms of section after section. Not safe for use by several threads. */
final class TermCounter {
  private final Map<String, TermStatistics> terms = new HashMap<>();

  void add(String sectionText) {
    Map<String, int[]> frequencies = new HashMap<>();
    Terms.forEach(
        sectionText,
        (surface, term) -> {
          TermStatistics statistics = terms.computeIfAbsent(term, t -> new TermStatistics());
          statistics.addSurface(surface, 1);
          frequencies.computeIfAbsent(term, t -> new int[1])[0]++;
        });
    frequencies.forEach((term, frequency) -> terms.get(term).addDocument(frequency[0]));
  }

  /** How many different terms were counted. */
  int size() {
    return terms.size();
  }

  Map<String, TermStatistics> terms() {
    return terms;
  }
}
