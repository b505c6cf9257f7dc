package dev.docent.transforms.dataset.examples;

import dev.docent.transforms.dataset.queries.QueryDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the first of ordered queries, but of no topic more than a share of what is taken. Queries
 * without a known topic count as of none. Where there are fewer topics than the share asks for,
 * each may have an equal part.
 *
 * @param share above 0 to 1
 */
record TopicCap(double share) {

  /** What was taken, and how many would have been, but for the share. */
  record Taken(List<QueryDraft> drafts, int crowded) {}

  Taken first(List<QueryDraft> ordered, int limit) {
    Map<Integer, Integer> available = new HashMap<>();
    int untopiced = 0;
    for (QueryDraft draft : ordered) {
      if (draft.topicId() == QueryDraft.NO_TOPIC) {
        untopiced++;
      } else {
        available.merge(draft.topicId(), 1, Integer::sum);
      }
    }
    int wanted = Math.min(Math.max(0, limit), ordered.size());
    int n = size(available.values(), untopiced, wanted);
    int most = most(n, available.size());
    Map<Integer, Integer> taken = new HashMap<>();
    List<QueryDraft> drafts = new ArrayList<>();
    int crowded = 0;
    for (int i = 0; i < ordered.size() && (i < wanted || drafts.size() < n); i++) {
      QueryDraft draft = ordered.get(i);
      boolean full =
          draft.topicId() != QueryDraft.NO_TOPIC
              && taken.merge(draft.topicId(), 1, Integer::sum) > most;
      if (drafts.size() < n && !full) {
        drafts.add(draft);
      } else if (i < wanted) {
        crowded++;
      }
    }
    return new Taken(drafts, crowded);
  }

  /** The greatest number that can be taken without a topic having more than its share of it. */
  private int size(Collection<Integer> available, int untopiced, int limit) {
    int n = limit;
    while (true) {
      int most = most(n, available.size());
      int can = untopiced + available.stream().mapToInt(each -> Math.min(each, most)).sum();
      if (can >= n) {
        return n;
      }
      n = can;
    }
  }

  private int most(int n, int topics) {
    double fair = topics == 0 ? 1 : Math.max(share, 1.0 / topics);
    // A hair more, lest 0.3 of 10 be 2.
    return Math.max(1, (int) Math.floor(fair * n + 1e-9));
  }
}
