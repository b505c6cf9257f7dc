package dev.docent.serving.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.docent.serving.search.Passage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a search, as {@code /api/search} gives them; the names are a promise.
 *
 * @param total articles found, counted among the best sections that are looked at
 * @param tookMillis from the query to the results
 * @param suggestion the query with its unknown words mended; null where nothing is to be mended
 * @param facets what else the articles found have in common
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchAnswer(
    String query,
    int from,
    int size,
    int total,
    double tookMillis,
    RankedBy ranking,
    @Nullable String suggestion,
    Facets facets,
    List<Result> results) {

  /** The reason of an order that was asked for. */
  static final String AS_ASKED = "as asked";

  /**
   * How the articles found are spread, counted among the best sections that are looked at; the
   * commonest first, years from the latest.
   *
   * @param topics by the number of the topic of an article's best section; empty where the site's
   *     topics aren't known
   */
  public record Facets(List<Facet> topics, List<Facet> years, List<Facet> tags) {}

  /**
   * One value.
   *
   * @param value for the filter of that name
   * @param label for people
   */
  public record Facet(String value, String label, int articles) {}

  /**
   * What made the order.
   *
   * @param method {@code fused}, {@code bm25} or {@code lsa}
   * @param reason why it is not fused; null where it is
   * @param model the model that took part; null where none did
   * @param scored how many sections the model scored
   * @param depth how many it was to score; more than {@code scored} where time ran out
   */
  public record RankedBy(
      String method, @Nullable String reason, @Nullable ModelName model, int scored, int depth) {
    /** An order in which no model took part. */
    RankedBy(String method, @Nullable String reason) {
      this(method, reason, null, 0, 0);
    }

    /** How much the model scored where that isn't all, for people; else empty. */
    String extent() {
      return scored < depth ? ", %d of %d sections in time".formatted(scored, depth) : "";
    }

    @JsonIgnore
    public boolean isFused() {
      return method.equals("fused");
    }
  }

  public record ModelName(String name, long version) {}

  /**
   * An article with the best of its sections.
   *
   * @param rank 1 for the best article
   * @param more further sections of it that were found, the best first
   */
  public record Result(int rank, ArticleHead article, Hit section, List<Hit> more) {}

  public record ArticleHead(
      String id, Passage title, @Nullable String url, @Nullable String published) {}

  /**
   * A section that was found.
   *
   * @param rank among all sections
   * @param headings from the outermost to the section's own; empty for an article's lead
   * @param link deep link to the section; null where the article has no web address
   * @param model null where the model gave no score
   * @param explanation absent unless it was asked for
   */
  public record Hit(
      int rank,
      String id,
      List<Passage> headings,
      @Nullable String link,
      Passage passage,
      double score,
      Bm25 bm25,
      @Nullable ModelScore model,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explanation) {}

  /**
   * How a section came to its score.
   *
   * @param words what each word of the query adds to BM25's score
   * @param lsa cosine of query and section in the LSA space; absent where topics aren't known
   * @param fused each scorer's part in the score, by its name; empty where BM25's order was kept
   */
  public record Explanation(
      List<Word> words,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double lsa,
      Map<String, Share> fused) {}

  /**
   * A word of the query.
   *
   * @param term what it is looked up as, such as its stem
   * @param score 0 where the section hasn't got it
   */
  public record Word(String word, String term, float score) {}

  /**
   * A scorer's part: {@code weight * z}, which all together are the section's score.
   *
   * @param score the scorer's own
   * @param z the same in standard deviations from the mean of the candidates
   */
  public record Share(float score, double z, double weight) {}

  /** BM25's opinion; rank 1 is its best section. */
  public record Bm25(int rank, float score) {}

  /** The model's opinion, on its own scale. */
  public record ModelScore(float score) {}
}
