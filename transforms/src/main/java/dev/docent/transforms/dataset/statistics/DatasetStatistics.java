package dev.docent.transforms.dataset.statistics;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.records.text.WordPiece;
import dev.docent.transforms.dataset.examples.Corpora;
import dev.docent.transforms.dataset.validation.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Figures of a data set.
 *
 * @param queries in all splits
 * @param kindBySplit queries by kind, then by split
 * @param sourceBySplit queries by source, then by split
 * @param byTopic queries by topic id, -1 where none is known
 * @param documents different documents of queries, by split
 * @param queryPieces word pieces of each query
 * @param passagePieces word pieces of each passage's text
 * @param positivePieces of these, those of the positives
 * @param unknownPieces of all queries and passages, the pieces that are [UNK]
 * @param roles passages by role
 * @param untitledPositives share of positives without a title, 0 to 1
 * @param untitledNegatives share of negatives without a title, 0 to 1
 * @param leakage whether held-out text came into training
 * @param bm25 how far BM25 alone gets on the site's held-out queries, by kind; all under {@code
 *     all}
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record DatasetStatistics(
    int queries,
    Map<String, Map<Split, Integer>> kindBySplit,
    Map<String, Map<Split, Integer>> sourceBySplit,
    Map<Integer, Integer> byTopic,
    Map<Split, Integer> documents,
    int[] queryPieces,
    int[] passagePieces,
    int[] positivePieces,
    long unknownPieces,
    Map<PassageRole, Integer> roles,
    double untitledPositives,
    double untitledNegatives,
    Leakage leakage,
    Map<String, Bm25Baseline.Score> bm25) {

  public static DatasetStatistics of(
      List<TrainingExample> examples, Corpora corpora, WordPiece wordPiece) {
    PieceCounter pieces = new PieceCounter(wordPiece);
    List<Passage> passages = examples.stream().flatMap(e -> e.getPassages().stream()).toList();
    Map<Integer, Integer> byTopic = new TreeMap<>();
    Map<Split, Set<String>> documents = new EnumMap<>(Split.class);
    for (TrainingExample example : examples) {
      Integer topic = example.getTopicId();
      byTopic.merge(topic == null ? -1 : topic, 1, Integer::sum);
      documents
          .computeIfAbsent(example.getSplit(), key -> new HashSet<>())
          .add(example.getDocumentId());
    }
    Map<Split, Integer> documentCounts = new EnumMap<>(Split.class);
    documents.forEach((split, ids) -> documentCounts.put(split, ids.size()));
    Map<PassageRole, Integer> roles = new EnumMap<>(PassageRole.class);
    passages.forEach(passage -> roles.merge(passage.getRole(), 1, Integer::sum));
    int[] queryPieces = pieces.of(examples.stream().map(TrainingExample::getQuery).toList());
    int[] passagePieces = pieces.of(passages.stream().map(Passage::getText).toList());
    int[] positivePieces =
        IntStream.range(0, passagePieces.length)
            .filter(i -> passages.get(i).getRole() == PassageRole.POSITIVE)
            .map(i -> passagePieces[i])
            .toArray();
    return new DatasetStatistics(
        examples.size(),
        bySplit(examples, TrainingExample::getKind),
        bySplit(examples, example -> example.getSource().name()),
        byTopic,
        documentCounts,
        queryPieces,
        passagePieces,
        positivePieces,
        pieces.unknown(),
        roles,
        untitled(passages, true),
        untitled(passages, false),
        Leakage.of(examples, corpora.split()),
        Bm25Baseline.of(examples, corpora.of(TextSource.SITE)));
  }

  /**
   * How the data set is made up, to compare it with another.
   *
   * @param learnedTopics how many topics the site's space has
   */
  public Profile profile(int learnedTopics) {
    return Profile.of(
        totals(kindBySplit),
        totals(sourceBySplit),
        learnedTopics,
        byTopic.values(),
        queryPieces,
        passagePieces);
  }

  /** Queries of a split. */
  public int queries(Split split) {
    return kindBySplit.values().stream().mapToInt(counts -> counts.getOrDefault(split, 0)).sum();
  }

  /** The sum over splits, by name. */
  public static Map<String, Integer> totals(Map<String, Map<Split, Integer>> bySplit) {
    Map<String, Integer> totals = new TreeMap<>();
    bySplit.forEach(
        (name, counts) ->
            totals.put(name, counts.values().stream().mapToInt(Integer::intValue).sum()));
    return totals;
  }

  private static Map<String, Map<Split, Integer>> bySplit(
      List<TrainingExample> examples, Function<TrainingExample, String> name) {
    Map<String, Map<Split, Integer>> counts = new TreeMap<>();
    for (TrainingExample example : examples) {
      counts
          .computeIfAbsent(name.apply(example), key -> new EnumMap<>(Split.class))
          .merge(example.getSplit(), 1, Integer::sum);
    }
    return counts;
  }

  private static double untitled(List<Passage> passages, boolean positive) {
    List<Passage> own = new ArrayList<>(passages);
    own.removeIf(passage -> (passage.getRole() == PassageRole.POSITIVE) != positive);
    long untitled = own.stream().filter(passage -> passage.getTitle().isEmpty()).count();
    return own.isEmpty() ? 0 : (double) untitled / own.size();
  }
}
