package dev.docent.transforms.dataset.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.QueryKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TopicCapTest {
  @Test
  void takesTheFirstWhereNoTopicIsTooGreat() {
    List<QueryDraft> drafts = drafts(0, 1, 2, 0, 1, 2);
    TopicCap.Taken taken = new TopicCap(0.5).first(drafts, 4);
    assertEquals(drafts.subList(0, 4), taken.drafts());
    assertEquals(0, taken.crowded());
  }

  @Test
  void passesOverATopicThatHasItsShare() {
    TopicCap.Taken taken = new TopicCap(0.5).first(drafts(0, 0, 0, 1, 2, 3), 4);
    assertEquals(List.of(0, 0, 1, 2), topics(taken));
    assertEquals(1, taken.crowded());
  }

  @Test
  void takesFewerRatherThanMoreOfATopic() {
    TopicCap.Taken taken = new TopicCap(0.5).first(drafts(0, 0, 0, 0, 0, 1, 2), 7);
    assertEquals(List.of(0, 0, 1, 2), topics(taken));
  }

  @Test
  void givesEqualPartsWhereThereAreFewTopics() {
    assertEquals(List.of(0, 0, 1, 1), topics(new TopicCap(0.1).first(drafts(0, 0, 0, 0, 1, 1), 6)));
    assertEquals(3, new TopicCap(0.1).first(drafts(0, 0, 0), 9).drafts().size());
  }

  @Test
  void letsQueriesWithoutATopicBe() {
    int none = QueryDraft.NO_TOPIC;
    assertEquals(4, new TopicCap(0.5).first(drafts(none, none, none, none), 9).drafts().size());
  }

  @Test
  void neverGivesATopicMoreThanItsShare() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] topics = new int[1 + random.nextInt(80)];
      int different = 1 + random.nextInt(9);
      for (int i = 0; i < topics.length; i++) {
        topics[i] = Math.min(random.nextInt(different), random.nextInt(different));
      }
      double share = 0.05 + 0.95 * random.nextDouble();
      List<Integer> taken =
          topics(new TopicCap(share).first(drafts(topics), 1 + random.nextInt(90)));
      Map<Integer, Integer> counts = new HashMap<>();
      taken.forEach(topic -> counts.merge(topic, 1, Integer::sum));
      long present = java.util.Arrays.stream(topics).distinct().count();
      double most = Math.max(1, Math.max(share, 1.0 / present) * taken.size() + 1e-9);
      for (int count : counts.values()) {
        assertTrue(count <= most, "seed " + seed + ": " + counts);
      }
    }
  }

  private static List<Integer> topics(TopicCap.Taken taken) {
    return taken.drafts().stream().map(QueryDraft::topicId).toList();
  }

  private static List<QueryDraft> drafts(int... topics) {
    List<QueryDraft> drafts = new ArrayList<>();
    for (int topic : topics) {
      drafts.add(
          new QueryDraft(
              "q" + drafts.size(),
              "query",
              QueryKind.QUESTION,
              TextSource.SITE,
              "a",
              Split.TRAIN,
              topic,
              "a#top",
              "",
              "",
              drafts.size(),
              0));
    }
    return drafts;
  }
}
