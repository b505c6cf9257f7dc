package dev.docent.serving.web;

import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.search.IndexedSection;
import dev.docent.serving.topics.SectionTopics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Counts what the articles found have in common. */
final class Facets {
  private static final int MOST = 10;
  private static final String DAY = "dddd-dd-dd";

  private Facets() {}

  /**
   * Counts articles by the topic of their best section, by year and by tag.
   *
   * @param articles the sections found of each, the best first
   */
  static SearchAnswer.Facets of(List<List<Ranked>> articles, @Nullable SectionTopics topics) {
    Map<String, Integer> byTopic = new HashMap<>();
    Map<String, Integer> byYear = new TreeMap<>(Comparator.reverseOrder());
    Map<String, Integer> byTag = new HashMap<>();
    for (List<Ranked> sections : articles) {
      IndexedSection best = sections.get(0).section();
      if (topics != null) {
        topics
            .topic(best.id())
            .ifPresent(topic -> byTopic.merge(Integer.toString(topic), 1, Integer::sum));
      }
      String published = best.published();
      if (published != null && isDay(published)) {
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

  /** Whether a time begins with a day. */
  private static boolean isDay(String time) {
    if (time.length() < DAY.length()) {
      return false;
    }
    for (int i = 0; i < DAY.length(); i++) {
      char c = time.charAt(i);
      if (DAY.charAt(i) == 'd' ? c < '0' || c > '9' : c != '-') {
        return false;
      }
    }
    return true;
  }

  private static List<SearchAnswer.Facet> commonest(
      Map<String, Integer> counts, UnaryOperator<String> label) {
    List<Map.Entry<String, Integer>> all = new ArrayList<>(counts.entrySet());
    all.sort(
        Map.Entry.<String, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    List<SearchAnswer.Facet> facets = new ArrayList<>();
    for (Map.Entry<String, Integer> one : all.subList(0, Math.min(MOST, all.size()))) {
      facets.add(new SearchAnswer.Facet(one.getKey(), label.apply(one.getKey()), one.getValue()));
    }
    return facets;
  }
}
