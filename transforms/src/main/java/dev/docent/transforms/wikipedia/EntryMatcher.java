package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.TopicMatch;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.SparseVector;
import dev.docent.records.text.Terms;
import java.util.ArrayList;
import java.util.Comparator;
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
  private final TopicFloors floors;

  public EntryMatcher(
      LsaModel model, TopicPrototypes topics, MatchLimits limits, TopicFloors floors) {
    this.model = model;
    this.topics = topics;
    this.limits = limits;
    this.floors = floors;
  }

  /** An entry's place in the space, and how much of the entry the comparison rests on. */
  private record Place(float[] vector, float relevance) {}

  private Place place(Entry entry) {
    String text = text(entry);
    SparseVector row = model.tfIdf().weigh(text);
    return new Place(model.project(row), (float) (model.share(row) * knownShare(text)));
  }

  /** How similar an entry is to each topic. */
  float[] similarities(Entry entry) {
    Place place = place(entry);
    float[] similarities = new float[topics.topics()];
    for (int topic = 0; topic < similarities.length; topic++) {
      similarities[topic] = topics.similarity(place.vector(), topic) * place.relevance();
    }
    return similarities;
  }

  /**
   * The topics that an entry is near to: of those whose floors it passes the ones that it passes by
   * most. So an entry goes to the topic that it is about, rather than to one that nearly all
   * entries are similar to.
   *
   * @return the most similar first, at most as many as the limits allow; ranks are 0 still
   */
  public List<TopicMatch> match(Entry entry) {
    Place place = place(entry);
    List<TopicMatch> near = new ArrayList<>();
    for (int topic = 0; topic < topics.topics(); topic++) {
      float cosine = topics.similarity(place.vector(), topic);
      float similarity = cosine * place.relevance();
      if (similarity >= limits.minSimilarity() && floors.pass(topic, cosine, place.relevance())) {
        near.add(new TopicMatch(topic, entry.getId(), entry.getTitle(), 0, similarity));
      }
    }
    // Stable, so that of equals the topic of the lesser number comes first.
    near.sort(Comparator.comparingDouble(match -> -margin(match)));
    List<TopicMatch> chosen =
        new ArrayList<>(near.subList(0, Math.min(limits.topicsPerEntry(), near.size())));
    chosen.sort(Comparator.comparingDouble(match -> -match.getSimilarity()));
    return chosen;
  }

  private double margin(TopicMatch match) {
    return match.getSimilarity() - floors.similarity()[match.getTopicId()];
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
