package dev.docent.serving.web;

import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.search.IndexedSection;
import dev.docent.serving.topics.SectionTopics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts what the articles found have in common. */
final class Facets {
  private static final int MOST = 10;
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Facets() {}

  /**
   * Counts articles by the topic of their best section, by year and by tag.
   *
   * @param articles the sections found of each, the best first
   */
  static SearchAnswer.Facets of(List<List<Ranked>> articles, @Nullable SectionTopics topics) {
    Map<String, Integer> byTopic = new TreeMap<>();
    Map<String, Integer> byYear = new TreeMap<>(Comparator.reverseOrder());
    Map<String, Integer> byTag = new TreeMap<>();
    for (List<Ranked> sections : articles) {
      IndexedSection best = sections.get(0).section();
      if (topics != null) {
        topics
            .topic(best.id())
            .ifPresent(topic -> byTopic.merge(Integer.toString(topic), 1, Integer::sum));
      }
      String published = best.published();
      if (published != null && DAY.matcher(published).lookingAt()) {
        byYear.merge(published.substring(0, 4), 1, Integer::sum);
      }
      List<String> tags = best.tags();
      for (int i = 0; i < tags.size(); i++) {
        if (tags.indexOf(tags.get(i)) == i) {
          byTag.merge(tags.get(i), 1, Integer::sum);
        }
      }
    }
    return new SearchAnswer.Facets(
        commonest(byTopic, topic -> topics == null ? "" : topics.label(Integer.parseInt(topic))),
        byYear.entrySet().stream()
            .map(one -> new SearchAnswer.Facet(one.getKey(), one.getKey(), one.getValue()))
            .toList(),
        commonest(byTag, tag -> tag));
  }

  private static List<SearchAnswer.Facet> commonest(
      Map<String, Integer> counts, UnaryOperator<String> label) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST)
        .map(one -> new SearchAnswer.Facet(one.getKey(), label.apply(one.getKey()), one.getValue()))
        .toList();
  }
}
