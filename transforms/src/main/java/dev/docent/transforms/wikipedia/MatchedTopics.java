package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The matches joined with what they match, in the order of topics and ranks.
 *
 * @param topics all topics of the site, also those without an entry
 */
public record MatchedTopics(List<MatchedTopic> topics) {
  /** A topic and its entries, the closest first. */
  public record MatchedTopic(Topic topic, List<MatchedEntry> entries) {}

  /** A matched entry as people want to see it. */
  public record MatchedEntry(
      TopicMatch match, String url, List<String> categories, String firstSentence) {}

  /**
   * Joins.
   *
   * @param addressPrefix what stands before a title in an entry's address
   */
  public static MatchedTopics of(
      List<Topic> topics, List<TopicMatch> matches, List<Entry> entries, String addressPrefix) {
    Map<String, Entry> byTitle = new HashMap<>();
    entries.forEach(entry -> byTitle.put(key(entry.getId(), entry.getTitle()), entry));
    Map<Integer, List<MatchedEntry>> byTopic = new HashMap<>();
    List<TopicMatch> ordered = new ArrayList<>(matches);
    ordered.sort(Comparator.comparingInt(TopicMatch::getRank));
    for (TopicMatch match : ordered) {
      Entry entry = byTitle.get(key(match.getEntryId(), match.getEntryTitle()));
      byTopic
          .computeIfAbsent(match.getTopicId(), topic -> new ArrayList<>())
          .add(describe(match, entry, addressPrefix));
    }
    return new MatchedTopics(
        topics.stream()
            .sorted(Comparator.comparingInt(Topic::getId))
            .map(topic -> new MatchedTopic(topic, byTopic.getOrDefault(topic.getId(), List.of())))
            .toList());
  }

  private static MatchedEntry describe(
      TopicMatch match, @Nullable Entry entry, String addressPrefix) {
    return new MatchedEntry(
        match,
        addressPrefix + EntryAddress.path(match.getEntryTitle()),
        entry == null ? List.of() : entry.getCategories(),
        entry == null ? "" : FirstSentence.of(entry));
  }

  private static String key(long id, String title) {
    return id + "\n" + title;
  }
}
