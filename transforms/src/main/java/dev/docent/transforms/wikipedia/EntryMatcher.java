package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.TopicMatch;
import dev.docent.records.lsa.LsaModel;
import java.util.ArrayList;
import java.util.List;

/** Compares entries with the site's topics. */
public final class EntryMatcher {
  private final LsaModel model;
  private final TopicPrototypes topics;
  private final MatchLimits limits;

  public EntryMatcher(LsaModel model, TopicPrototypes topics, MatchLimits limits) {
    this.model = model;
    this.topics = topics;
    this.limits = limits;
  }

  /**
   * The topics that an entry is near to.
   *
   * @return the nearest first, at most as many as the limits allow; ranks are 0 still
   */
  public List<TopicMatch> match(Entry entry) {
    float[] vector = model.project(text(entry));
    List<TopicMatch> near = new ArrayList<>();
    for (int topic = 0; topic < topics.topics(); topic++) {
      float similarity = topics.similarity(vector, topic);
      if (similarity >= limits.minSimilarity()) {
        near.add(new TopicMatch(topic, entry.getId(), entry.getTitle(), 0, similarity));
      }
    }
    // Stable, so that of equals the topic of the lesser number comes first.
    near.sort((a, b) -> Float.compare(b.getSimilarity(), a.getSimilarity()));
    return near.subList(0, Math.min(limits.topicsPerEntry(), near.size()));
  }

  /** All that an entry says: its title, headings and text. */
  static String text(Entry entry) {
    StringBuilder text = new StringBuilder(entry.getTitle());
    for (EntrySection section : entry.getSections()) {
      if (!section.getHeadingPath().isEmpty()) {
        text.append('\n').append(section.getHeadingPath().get(section.getHeadingPath().size() - 1));
      }
      text.append('\n').append(section.getText());
    }
    return text.toString();
  }
}
