package dev.docent.serving.evaluation.runs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one ranker found: for each query its documents, the best first.
 *
 * @param name the ranker's, and the tag of the run file; without white space
 */
public record Run(String name, Map<String, List<RunEntry>> rankings) {
  /**
   * trec_eval's order: falling scores, and equal scores in falling order of document ids. It looks
   * at neither the ranks nor the order of a run file.
   */
  static final Comparator<RunEntry> TREC_ORDER =
      Comparator.comparing(RunEntry::score).thenComparing(RunEntry::document).reversed();

  public Run {
    if (name.isBlank() || name.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("illegal run name '" + name + "', must be one word");
    }
    rankings = Collections.unmodifiableMap(new LinkedHashMap<>(rankings));
  }

  /** The documents of a query in trec_eval's order; none for a query that isn't in the run. */
  public List<String> documents(String query) {
    return rankings.getOrDefault(query, List.of()).stream()
        .sorted(TREC_ORDER)
        .map(RunEntry::document)
        .toList();
  }

  /** Collects a run, query by query. Safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private final Map<String, List<RunEntry>> rankings = new LinkedHashMap<>();

    public Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a query's documents in their order. Scores that don't fall strictly are lowered by the
     * least that a float can be, so that every reader of the run finds this very order.
     *
     * @param scores as many as documents, finite
     * @throws IllegalArgumentException if a document comes twice, or the query was there before
     */
    public synchronized Builder add(String query, List<String> documents, double[] scores) {
      List<RunEntry> entries = new ArrayList<>(documents.size());
      Set<String> seen = new HashSet<>();
      float last = Float.POSITIVE_INFINITY;
      for (int i = 0; i < documents.size(); i++) {
        String document = documents.get(i);
        if (!seen.add(document)) {
          throw new IllegalArgumentException(
              "query %s has document %s twice".formatted(query, document));
        }
        float score = Math.min((float) scores[i], Math.nextDown(last));
        if (!Float.isFinite(score)) {
          throw new IllegalArgumentException(
              "query %s, document %s: illegal score %s, must be finite"
                  .formatted(query, document, scores[i]));
        }
        entries.add(new RunEntry(document, score));
        last = score;
      }
      if (rankings.putIfAbsent(query, List.copyOf(entries)) != null) {
        throw new IllegalArgumentException("query " + query + " was added before");
      }
      return this;
    }

    public synchronized Run build() {
      return new Run(name, rankings);
    }
  }
}
