package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.TopicMatch;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.SparseVector;
import dev.docent.records.text.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares entries with the site's topics.
 *
 * <p>The cosine in the space alone doesn't tell what is off the site's subjects: of such an entry
 * only the few words that the site has too take part, and whatever they are, they point somewhere.
 * So the cosine is multiplied by what the comparison rests on: the share of the entry's distinct
 * terms that the site's vocabulary has, and the share of those terms' tf-idf row that the space
 * holds. Where both are 1 the similarity is the cosine.
 */
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
    String text = text(entry);
    SparseVector row = model.tfIdf().weigh(text);
    float[] vector = model.project(row);
    float relevance = (float) (model.share(row) * knownShare(text));
    List<TopicMatch> near = new ArrayList<>();
    for (int topic = 0; topic < topics.topics(); topic++) {
      float similarity = topics.similarity(vector, topic) * relevance;
      if (similarity >= limits.minSimilarity()) {
        near.add(new TopicMatch(topic, entry.getId(), entry.getTitle(), 0, similarity));
      }
    }
    // Stable, so that of equals the topic of the lesser number comes first.
    near.sort((a, b) -> Float.compare(b.getSimilarity(), a.getSimilarity()));
    return near.subList(0, Math.min(limits.topicsPerEntry(), near.size()));
  }

  /** The share of a text's distinct terms that are in the vocabulary. */
  private double knownShare(String text) {
    Set<String> terms = new HashSet<>(Terms.of(text));
    long known = terms.stream().filter(term -> model.tfIdf().column(term) >= 0).count();
    return terms.isEmpty() ? 0 : (double) known / terms.size();
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
