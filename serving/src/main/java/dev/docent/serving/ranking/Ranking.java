package dev.docent.serving.ranking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of one query, the best first.
 *
 * @param method {@code bm25} or {@code fused}
 * @param reason why BM25's order was kept; null where the results are fused
 */
public record Ranking(List<Ranked> results, Method method, @Nullable String reason) {
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
