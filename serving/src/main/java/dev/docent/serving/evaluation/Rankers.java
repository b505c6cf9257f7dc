package dev.docent.serving.evaluation;

import dev.docent.serving.evaluation.comparison.RunCollector;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.topics.TopicScorer;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model's scorers over an index: the cross-encoder, and the sentence encoder where it has one.
 */
final class Rankers implements Closeable {
  private final SectionIndex index;
  private final RankingSettings settings;
  private final Map<String, Scorer> scorers = new LinkedHashMap<>();
  private final @Nullable EmbeddedSections vectors;

  /**
   * @param model stays open as long as this is in use
   * @param vectors closed with this; null for a model without a sentence encoder
   * @param topics asked where the settings have a weight for it; null where they aren't known
   */
  Rankers(
      SectionIndex index,
      RankingSettings settings,
      RankingModel model,
      @Nullable EmbeddedSections vectors,
      @Nullable TopicScorer topics) {
    this.index = index;
    this.settings = settings;
    this.vectors = vectors;
    scorers.put(RankingSettings.MODEL, model.scorer(settings.maxWindows()));
    if (vectors != null) {
      scorers.put(RankingSettings.ENCODER, vectors.scorer());
    }
    if (topics != null && settings.weights().containsKey(RankingSettings.LSA)) {
      scorers.put(RankingSettings.LSA, topics);
    }
  }

  RankingSettings settings() {
    return settings;
  }

  /** Whether there is a sentence encoder. */
  boolean encoder() {
    return vectors != null;
  }

  /** The scorers' names. */
  Set<String> names() {
    return Set.copyOf(scorers.keySet());
  }

  /** Ranks by several weights at once. */
  RunCollector collector(Map<String, Map<String, Double>> variants) {
    return new RunCollector(
        index, settings, scorers, variants, vectors == null ? null : vectors.scorer());
  }

  @Override
  public void close() throws IOException {
    if (vectors != null) {
      vectors.close();
    }
  }
}
