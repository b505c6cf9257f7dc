package dev.docent.transforms.dataset.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a data set is made up, to compare it with another: counts by name. Topics go by their rank,
 * the one with most queries first, since another site state's topics are others.
 *
 * @param queries how many there are
 * @param kinds queries by kind
 * @param sources queries by source
 * @param learnedTopics how many topics the site's space has
 * @param topics queries by the topic's rank
 * @param queryLengths queries by word pieces, in bins of {@value #QUERY_BIN}
 * @param passageLengths passages by word pieces, in bins of {@value #PASSAGE_BIN}
 */
public record Profile(
    int queries,
    Map<String, Integer> kinds,
    Map<String, Integer> sources,
    int learnedTopics,
    Map<String, Integer> topics,
    Map<String, Integer> queryLengths,
    Map<String, Integer> passageLengths) {
  private static final int QUERY_BIN = 4;
  private static final int PASSAGE_BIN = 16;

  /**
   * Makes a profile.
   *
   * @param learnedTopics how many topics the site's space has
   * @param byTopic queries of each topic, in any order
   * @param queryPieces word pieces of each query
   * @param passagePieces word pieces of each passage
   */
  public static Profile of(
      Map<String, Integer> kinds,
      Map<String, Integer> sources,
      int learnedTopics,
      Collection<Integer> byTopic,
      int[] queryPieces,
      int[] passagePieces) {
    Map<String, Integer> topics = new TreeMap<>();
    byTopic.stream()
        .sorted(Comparator.reverseOrder())
        .forEach(n -> topics.put("%04d".formatted(topics.size() + 1), n));
    return new Profile(
        queryPieces.length,
        new TreeMap<>(kinds),
        new TreeMap<>(sources),
        learnedTopics,
        topics,
        bins(queryPieces, QUERY_BIN),
        bins(passagePieces, PASSAGE_BIN));
  }

  private static Map<String, Integer> bins(int[] values, int width) {
    Map<String, Integer> bins = new TreeMap<>();
    for (int value : values) {
      int from = value / width * width;
      bins.merge("%04d to %04d".formatted(from, from + width - 1), 1, Integer::sum);
    }
    return bins;
  }
}
