package dev.docent.transforms.dataset.examples;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.QueryWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the queries of the data set.
 *
 * <p>Of the same query made twice one is kept, a held-out one before a training one. Held-out
 * splits take the site's queries, since that is what the model is judged on, and Wikipedia's only
 * where the site gives fewer than {@value #LEAST_HELD_OUT}. Within a split and a source, sampling
 * goes round by round: each document gives its first query before any gives its second; in a round
 * the topics take turns, and chance by the seed decides within a topic.
 */
public final class QuerySelection {
  /** With fewer queries a figure of a held-out split means little. */
  public static final int LEAST_HELD_OUT = 30;

  private final int maxExamples;
  private final double wikipediaShare;
  private final TopicCap topicCap;
  private final double validationShare;
  private final double testShare;

  /**
   * A selection.
   *
   * @param topicShare above 0 to 1: of a split's queries from one source no topic has more
   */
  public QuerySelection(
      int maxExamples,
      double wikipediaShare,
      double topicShare,
      double validationShare,
      double testShare) {
    this.maxExamples = maxExamples;
    this.wikipediaShare = wikipediaShare;
    this.topicCap = new TopicCap(topicShare);
    this.validationShare = validationShare;
    this.testShare = testShare;
  }

  /**
   * What was chosen.
   *
   * @param repeated how many were left out because the same query was there already
   * @param crowded how many would have been chosen, but for their topic's share
   */
  public record Selected(List<QueryDraft> drafts, int repeated, int crowded) {}

  public Selected select(List<QueryDraft> drafts) {
    List<QueryDraft> unique = unique(drafts);
    List<QueryDraft> chosen = new ArrayList<>();
    int crowded = 0;
    for (Selected part :
        List.of(
            heldOut(unique, Split.VALIDATION, validationShare),
            heldOut(unique, Split.TEST, testShare))) {
      chosen.addAll(part.drafts());
      crowded += part.crowded();
    }
    Selected train = train(unique, chosen.size());
    chosen.addAll(train.drafts());
    return new Selected(chosen, drafts.size() - unique.size(), crowded + train.crowded());
  }

  private Selected heldOut(List<QueryDraft> drafts, Split split, double share) {
    // A tenth of few queries would be too few to tell anything by.
    int quota =
        share == 0
            ? 0
            : Math.min(
                Math.max(LEAST_HELD_OUT, (int) Math.round(maxExamples * share)),
                Math.max(1, maxExamples / 3));
    TopicCap.Taken site = first(drafts, split, TextSource.SITE, quota);
    int missing = Math.min(LEAST_HELD_OUT, quota) - site.drafts().size();
    TopicCap.Taken wikipedia = first(drafts, split, TextSource.WIKIPEDIA, missing);
    return both(site, wikipedia, wikipedia.drafts().size());
  }

  private Selected train(List<QueryDraft> drafts, int heldOut) {
    int room = maxExamples - heldOut;
    int most = Math.min(room, (int) Math.floor(maxExamples * wikipediaShare));
    TopicCap.Taken wikipedia = first(drafts, Split.TRAIN, TextSource.WIKIPEDIA, most);
    TopicCap.Taken site =
        first(drafts, Split.TRAIN, TextSource.SITE, room - wikipedia.drafts().size());
    int fair = wikipedia.drafts().size();
    if (wikipediaShare < 1) {
      // Where the site is small, the share is one of what there is, not of what there might be.
      double ratio = wikipediaShare / (1 - wikipediaShare);
      fair = Math.min(fair, (int) Math.floor((site.drafts().size() + heldOut) * ratio));
    }
    return both(site, wikipedia, fair);
  }

  private static Selected both(TopicCap.Taken site, TopicCap.Taken wikipedia, int ofWikipedia) {
    List<QueryDraft> chosen = new ArrayList<>(site.drafts());
    chosen.addAll(wikipedia.drafts().subList(0, ofWikipedia));
    return new Selected(chosen, 0, site.crowded() + wikipedia.crowded());
  }

  private TopicCap.Taken first(List<QueryDraft> drafts, Split split, TextSource source, int limit) {
    return topicCap.first(
        inTurns(drafts.stream().filter(d -> d.split() == split && d.source() == source).toList()),
        limit);
  }

  /** A query and its place among those of its round and topic. */
  private record Turn(QueryDraft draft, int turn) {}

  /** Orders by round, and within a round by turns of the topics. */
  private static List<QueryDraft> inTurns(List<QueryDraft> drafts) {
    List<QueryDraft> ordered = new ArrayList<>(drafts);
    ordered.sort(order());
    Map<List<Integer>, Integer> turns = new HashMap<>();
    List<Turn> placed = new ArrayList<>();
    for (QueryDraft draft : ordered) {
      int turn = turns.merge(List.of(draft.round(), draft.topicId()), 1, Integer::sum);
      placed.add(new Turn(draft, turn));
    }
    placed.sort(
        Comparator.comparingInt((Turn each) -> each.draft().round()).thenComparingInt(Turn::turn));
    return placed.stream().map(Turn::draft).toList();
  }

  /** The order before the topics' turns: by round, then by chance. Total. */
  static Comparator<QueryDraft> order() {
    return Comparator.comparingInt(QueryDraft::round)
        .thenComparingLong(QueryDraft::chance)
        .thenComparing(QueryDraft::id);
  }

  private static List<QueryDraft> unique(List<QueryDraft> drafts) {
    List<QueryDraft> ordered = new ArrayList<>(drafts);
    ordered.sort(
        Comparator.comparing((QueryDraft draft) -> draft.split() == Split.TRAIN)
            .thenComparing(QueryDraft::source)
            .thenComparing(order()));
    Set<String> seen = new HashSet<>();
    return ordered.stream().filter(d -> seen.add(QueryWriter.normalized(d.query()))).toList();
  }
}
