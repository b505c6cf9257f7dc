package dev.docent.transforms.dataset.examples;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.SeededHash;
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

  private final int maxQueries;
  private final double wikipediaShare;
  private final double validationShare;
  private final double testShare;
  private final long seed;

  public QuerySelection(
      int maxQueries, double wikipediaShare, double validationShare, double testShare, long seed) {
    this.maxQueries = maxQueries;
    this.wikipediaShare = wikipediaShare;
    this.validationShare = validationShare;
    this.testShare = testShare;
    this.seed = seed;
  }

  /** What was chosen, and how many were left out because the same query was there already. */
  public record Selected(List<QueryDraft> drafts, int repeated) {}

  public Selected select(List<QueryDraft> drafts) {
    List<QueryDraft> unique = unique(drafts);
    List<QueryDraft> chosen = new ArrayList<>();
    chosen.addAll(heldOut(unique, Split.VALIDATION, validationShare));
    chosen.addAll(heldOut(unique, Split.TEST, testShare));
    chosen.addAll(train(unique, chosen.size()));
    return new Selected(chosen, drafts.size() - unique.size());
  }

  private List<QueryDraft> heldOut(List<QueryDraft> drafts, Split split, double share) {
    // A tenth of few queries would be too few to tell anything by.
    int quota =
        share == 0
            ? 0
            : Math.min(
                Math.max(LEAST_HELD_OUT, (int) Math.round(maxQueries * share)),
                Math.max(1, maxQueries / 3));
    List<QueryDraft> chosen = first(drafts, split, TextSource.SITE, quota);
    int missing = Math.min(LEAST_HELD_OUT, quota) - chosen.size();
    if (missing > 0) {
      chosen.addAll(first(drafts, split, TextSource.WIKIPEDIA, missing));
    }
    return chosen;
  }

  private List<QueryDraft> train(List<QueryDraft> drafts, int heldOut) {
    int room = maxQueries - heldOut;
    int most = Math.min(room, (int) Math.floor(maxQueries * wikipediaShare));
    List<QueryDraft> wikipedia = first(drafts, Split.TRAIN, TextSource.WIKIPEDIA, most);
    List<QueryDraft> site = first(drafts, Split.TRAIN, TextSource.SITE, room - wikipedia.size());
    if (wikipediaShare < 1) {
      // Where the site is small, the share is one of what there is, not of what there might be.
      double ratio = wikipediaShare / (1 - wikipediaShare);
      int fair = (int) Math.floor((site.size() + heldOut) * ratio);
      wikipedia = wikipedia.subList(0, Math.min(wikipedia.size(), fair));
    }
    List<QueryDraft> chosen = new ArrayList<>(site);
    chosen.addAll(wikipedia);
    return chosen;
  }

  private List<QueryDraft> first(
      List<QueryDraft> drafts, Split split, TextSource source, int limit) {
    List<QueryDraft> ordered =
        inTurns(drafts.stream().filter(d -> d.split() == split && d.source() == source).toList());
    return new ArrayList<>(ordered.subList(0, Math.min(Math.max(0, limit), ordered.size())));
  }

  /** Orders by round, and within a round by turns of the topics. */
  private List<QueryDraft> inTurns(List<QueryDraft> drafts) {
    List<QueryDraft> ordered = new ArrayList<>(drafts);
    ordered.sort(order(seed));
    Map<List<Integer>, Integer> turns = new HashMap<>();
    Map<QueryDraft, Integer> turn = new HashMap<>();
    for (QueryDraft draft : ordered) {
      turn.put(draft, turns.merge(List.of(draft.round(), draft.topicId()), 1, Integer::sum));
    }
    ordered.sort(
        Comparator.comparingInt(QueryDraft::round)
            .thenComparingInt(draft -> turn.getOrDefault(draft, 0)));
    return ordered;
  }

  /** The order before the topics' turns: by round, then by chance. Total. */
  static Comparator<QueryDraft> order(long seed) {
    return Comparator.comparingInt(QueryDraft::round)
        .thenComparingLong(draft -> SeededHash.of(seed, "order", draft.id()))
        .thenComparing(QueryDraft::id);
  }

  private List<QueryDraft> unique(List<QueryDraft> drafts) {
    List<QueryDraft> ordered = new ArrayList<>(drafts);
    ordered.sort(
        Comparator.comparing((QueryDraft draft) -> draft.split() == Split.TRAIN)
            .thenComparing(QueryDraft::source)
            .thenComparing(order(seed)));
    Set<String> seen = new HashSet<>();
    return ordered.stream().filter(d -> seen.add(QueryWriter.normalized(d.query()))).toList();
  }
}
