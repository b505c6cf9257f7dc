package dev.docent.transforms.topics;

import dev.docent.records.text.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the terms of section after section. Not safe for use by several threads. */
final class TermCounter {
  private final Map<String, TermStatistics> terms = new HashMap<>();

  void add(String sectionText) {
    Set<String> seen = new HashSet<>();
    Terms.forEach(
        sectionText,
        (surface, term) -> {
          TermStatistics statistics = terms.computeIfAbsent(term, t -> new TermStatistics());
          statistics.addSurface(surface, 1);
          if (seen.add(term)) {
            statistics.addDocument();
          }
        });
  }

  /** How many different terms were counted. */
  int size() {
    return terms.size();
  }

  Map<String, TermStatistics> terms() {
    return terms;
  }
}
