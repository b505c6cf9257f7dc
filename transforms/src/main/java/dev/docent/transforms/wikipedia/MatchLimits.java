package dev.docent.transforms.wikipedia;

import java.io.Serializable;

/**
 * How many matches are kept.
 *
 * @param entriesPerTopic at least 1
 * @param topicsPerEntry at least 1
 * @param minSimilarity -1 to 1, beside the learned floors
 * @param minEntryCharacters characters of plain text; entries with fewer are left out
 */
public record MatchLimits(
    int entriesPerTopic, int topicsPerEntry, double minSimilarity, int minEntryCharacters)
    implements Serializable {
  static final MatchLimits DEFAULT = new MatchLimits(30, 3, 0, 200);

  public MatchLimits {
    if (entriesPerTopic < 1 || topicsPerEntry < 1) {
      throw new IllegalArgumentException(
          "illegal limits: %d entries a topic, %d topics an entry; both must be at least 1"
              .formatted(entriesPerTopic, topicsPerEntry));
    }
    if (!(minSimilarity >= -1 && minSimilarity <= 1)) {
      throw new IllegalArgumentException(
          "illegal minSimilarity: %s, must be between -1 and 1".formatted(minSimilarity));
    }
  }
}
