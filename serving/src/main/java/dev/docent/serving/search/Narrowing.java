package dev.docent.serving.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;

/**
 * What one search asks for beyond its words.
 *
 * @param filters all of which a section must match; they add nothing to its score
 * @param alternatives terms that count as another one, by that one
 * @param further what else is looked for, by what it is called in an explanation
 */
record Narrowing(
    List<Query> filters, Map<String, Set<String>> alternatives, Map<String, Query> further) {
  static final Narrowing NONE = new Narrowing(List.of(), Map.of(), Map.of());

  Set<String> alternatives(String term) {
    return alternatives.getOrDefault(term, Set.of());
  }

  /** Gathers the parts. */
  static final class Builder {
    private final List<Query> filters = new ArrayList<>();
    private final Map<String, Set<String>> alternatives = new HashMap<>();
    private final Map<String, Query> further = new java.util.LinkedHashMap<>();

    void filter(Query query) {
      filters.add(query);
    }

    void alternative(String term, String other) {
      if (!term.equals(other)) {
        alternatives.computeIfAbsent(term, one -> new LinkedHashSet<>()).add(other);
      }
    }

    void further(String name, Query query) {
      further.put(name, query);
    }

    Narrowing build() {
      return new Narrowing(filters, alternatives, further);
    }
  }
}
