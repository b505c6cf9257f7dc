package dev.docent.serving.web;

import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.topics.SectionTopics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Says how sections came to their scores for one query. */
final class Explainer {
  private final Ranker ranker;
  private final String query;
  private final @Nullable ToDoubleFunction<String> nearness;

  /**
   * @param topics null where they aren't known
   */
  Explainer(Ranker ranker, String query, @Nullable SectionTopics topics) {
    this.ranker = ranker;
    this.query = query;
    this.nearness = topics == null ? null : topics.nearness(query);
  }

  SearchAnswer.Explanation of(Ranked ranked) {
    List<SearchAnswer.Word> words =
        ranker.explain(query, ranked.section().id()).stream()
            .map(one -> new SearchAnswer.Word(one.word(), one.term(), one.score()))
            .toList();
    Map<String, SearchAnswer.Share> fused = new TreeMap<>();
    ranked
        .shares()
        .forEach(
            (name, share) -> {
              double weight = ranker.settings().weights().getOrDefault(name, 0.0);
              float score = ranked.parts().getOrDefault(name, 0f);
              fused.put(name, new SearchAnswer.Share(score, share / weight, weight));
            });
    Double lsa = nearness == null ? null : nearness.applyAsDouble(ranked.section().id());
    return new SearchAnswer.Explanation(words, lsa, fused);
  }
}
