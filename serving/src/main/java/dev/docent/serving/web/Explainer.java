package dev.docent.serving.web;

import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.ranking.Ranker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says how sections came to their scores for one query. */
final class Explainer {
  private final Ranker ranker;
  private final String query;

  Explainer(Ranker ranker, String query) {
    this.ranker = ranker;
    this.query = query;
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
    return new SearchAnswer.Explanation(words, fused);
  }
}
