package dev.docent.serving.ranking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of one query, the best first.
 *
 * @param method {@code bm25} or {@code fused}
 * @param reason why BM25's order was kept; null where the results are fused
 * @param scored how many sections the scorers scored
 * @param depth how many they were to score; more than {@code scored} where time ran out
 */
public record Ranking(
    List<Ranked> results, Method method, @Nullable String reason, int scored, int depth) {
  /** An order that no scorer was asked for. */
  public Ranking(List<Ranked> results, Method method, @Nullable String reason) {
    this(results, method, reason, 0, 0);
  }

  /** What made the order. */
  public enum Method {
    BM25("bm25"),
    FUSED("fused");

    private final String id;

    Method(String id) {
      this.id = id;
    }

    /** The name in JSON and in run files. */
    public String id() {
      return id;
    }
  }

  public Ranking {
    results = List.copyOf(results);
  }
}
