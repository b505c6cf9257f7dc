package dev.docent.serving.evaluation.collection;

import dev.docent.records.workspace.Hashes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A seeded sample of queries: a query's place in it depends on its id and the seed alone. */
public final class QuerySample {
  private QuerySample() {}

  /**
   * At most {@code limit} queries, in their old order; all of them where the limit is 0.
   *
   * @throws IllegalArgumentException if the limit is negative
   */
  public static List<JudgedQuery> of(List<JudgedQuery> queries, int limit, long seed) {
    if (limit < 0) {
      throw new IllegalArgumentException("illegal limit value: " + limit + ", must be 0 or more");
    }
    if (limit == 0 || queries.size() <= limit) {
      return List.copyOf(queries);
    }
    Set<String> chosen =
        new HashSet<>(
            queries.stream()
                .map(JudgedQuery::id)
                .sorted(Comparator.comparing((String id) -> Hashes.sha256(seed + " " + id)))
                .limit(limit)
                .toList());
    return queries.stream().filter(query -> chosen.contains(query.id())).toList();
  }
}
