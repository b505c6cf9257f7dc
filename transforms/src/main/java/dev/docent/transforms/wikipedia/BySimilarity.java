package dev.docent.transforms.wikipedia;

import dev.docent.records.TopicMatch;
import java.io.Serializable;
import java.util.Comparator;

/** The better match is the greater: the more similar one, of equals that of the lesser entry id. */
final class BySimilarity implements Comparator<TopicMatch>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public int compare(TopicMatch a, TopicMatch b) {
    int bySimilarity = Float.compare(a.getSimilarity(), b.getSimilarity());
    if (bySimilarity != 0) {
      return bySimilarity;
    }
    int byId = Long.compare(b.getEntryId(), a.getEntryId());
    return byId != 0 ? byId : b.getEntryTitle().compareTo(a.getEntryTitle());
  }
}
