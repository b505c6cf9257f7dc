package dev.docent.transforms.dataset.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.SeededHash;
import dev.docent.transforms.dataset.queries.Chance;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.QueryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QuerySelectionTest {
  @Test
  void keepsToTheCapAndTheShares() {
    List<QueryDraft> chosen = select(1000, 0.3, all(60, 50, 50));
    assertEquals(1000, chosen.size());
    assertEquals(100, count(chosen, Split.VALIDATION));
    assertEquals(100, count(chosen, Split.TEST));
    assertEquals(300, wikipedia(chosen));
  }

  @Test
  void givesEveryDocumentATurnBeforeASecond() {
    List<QueryDraft> drafts = new ArrayList<>();
    add(drafts, "big", 500, Split.TRAIN, TextSource.SITE, 0);
    for (int d = 0; d < 30; d++) {
      add(drafts, "small" + d, 3, Split.TRAIN, TextSource.SITE, 0);
    }
    Map<String, Long> byDocument =
        new QuerySelection(80, 0, 1, 0, 0)
            .select(drafts).drafts().stream()
                .collect(Collectors.groupingBy(QueryDraft::documentId, Collectors.counting()));
    assertEquals(31, byDocument.size());
    assertTrue(byDocument.values().stream().allMatch(n -> n == 2 || n == 3), "" + byDocument);
  }

  @Test
  void letsTopicsTakeTurnsWithinARound() {
    List<QueryDraft> drafts = new ArrayList<>();
    for (int d = 0; d < 90; d++) {
      add(drafts, "common" + d, 1, Split.TRAIN, TextSource.SITE, 1);
    }
    for (int d = 0; d < 10; d++) {
      add(drafts, "rare" + d, 1, Split.TRAIN, TextSource.SITE, 2);
    }
    List<QueryDraft> chosen = select(20, 0, drafts);
    assertEquals(10, chosen.stream().filter(draft -> draft.topicId() == 2).count());
  }

  @Test
  void givesNoTopicMoreThanItsShareAndCountsWhatItPassesOver() {
    List<QueryDraft> drafts = new ArrayList<>();
    add(drafts, "common", 300, Split.TRAIN, TextSource.SITE, 1);
    for (int topic = 2; topic < 8; topic++) {
      add(drafts, "rare" + topic, 10, Split.TRAIN, TextSource.SITE, topic);
    }
    QuerySelection.Selected free = new QuerySelection(200, 0, 1, 0, 0).select(drafts);
    assertEquals(200, free.drafts().size());
    assertEquals(0, free.crowded());
    QuerySelection.Selected selected = new QuerySelection(200, 0, 0.25, 0, 0).select(drafts);
    long common = selected.drafts().stream().filter(draft -> draft.topicId() == 1).count();
    assertEquals(80, selected.drafts().size());
    assertEquals(20, common);
    assertEquals(120, selected.crowded());
  }

  @Test
  void takesAShareOfWikipediaOfWhatASmallSiteGives() {
    List<QueryDraft> chosen = select(3200, 0.3, all(4, 10, 500));
    long site = chosen.size() - wikipedia(chosen);
    assertEquals((long) Math.floor(site * 0.3 / 0.7), wikipedia(chosen));
  }

  @Test
  void holdsOutTheSitesQueriesAndWikipediasOnlyWhereTheSiteHasFew() {
    List<QueryDraft> drafts = all(20, 20, 20);
    assertFalse(
        select(1000, 0.3, drafts).stream()
            .anyMatch(d -> d.split() != Split.TRAIN && d.source() == TextSource.WIKIPEDIA));
    drafts.removeIf(d -> d.split() == Split.TEST && d.source() == TextSource.SITE && d.round() > 0);
    List<QueryDraft> thin = select(1000, 0.3, drafts);
    assertEquals(QuerySelection.LEAST_HELD_OUT, count(thin, Split.TEST));
  }

  @Test
  void keepsARepeatedQueryOnceAndHeldOutFirst() {
    List<QueryDraft> drafts = new ArrayList<>();
    add(drafts, "a", 40, Split.TRAIN, TextSource.SITE, 0);
    QueryDraft train = draft("x", "The same query", 0, Split.TRAIN, TextSource.SITE, 0);
    QueryDraft test = draft("y", "the same: query?", 5, Split.TEST, TextSource.SITE, 0);
    drafts.add(train);
    drafts.add(test);
    QuerySelection.Selected selected = new QuerySelection(1000, 0, 1, 0.1, 0.1).select(drafts);
    assertEquals(1, selected.repeated());
    assertTrue(selected.drafts().contains(test));
    assertFalse(selected.drafts().contains(train));
  }

  @Test
  void choosesTheSameFromAnyOrder() {
    List<QueryDraft> drafts = all(30, 10, 30);
    List<QueryDraft> chosen = select(200, 0.3, drafts);
    for (long seed = 0; seed < 5; seed++) {
      List<QueryDraft> shuffled = Chance.shuffled(drafts, new SplittableRandom(seed));
      assertEquals(chosen, select(200, 0.3, shuffled), "seed " + seed);
    }
  }

  private static List<QueryDraft> select(int max, double share, List<QueryDraft> drafts) {
    return new QuerySelection(max, share, 1, 0.1, 0.1).select(drafts).drafts();
  }

  /** Site and Wikipedia documents of every split, each with some queries. */
  private static List<QueryDraft> all(int siteDocuments, int each, int entries) {
    List<QueryDraft> drafts = new ArrayList<>();
    for (Split split : Split.values()) {
      for (int d = 0; d < siteDocuments; d++) {
        add(drafts, split + "s" + d, each, split, TextSource.SITE, d % 5);
      }
      for (int d = 0; d < entries; d++) {
        add(drafts, split + "w" + d, each, split, TextSource.WIKIPEDIA, d % 5);
      }
    }
    return drafts;
  }

  private static void add(
      List<QueryDraft> drafts, String document, int n, Split split, TextSource source, int topic) {
    for (int i = 0; i < n; i++) {
      drafts.add(draft(document, document + " query " + i, i, split, source, topic));
    }
  }

  private static QueryDraft draft(
      String document, String query, int round, Split split, TextSource source, int topic) {
    return new QueryDraft(
        document + "/" + round,
        query,
        QueryKind.SALIENT_TERMS,
        source,
        document,
        split,
        topic,
        document + "#top",
        "",
        "",
        round,
        SeededHash.of(7, "order", document, query));
  }

  private static long count(List<QueryDraft> drafts, Split split) {
    return drafts.stream().filter(draft -> draft.split() == split).count();
  }

  private static long wikipedia(List<QueryDraft> drafts) {
    return drafts.stream().filter(draft -> draft.source() == TextSource.WIKIPEDIA).count();
  }
}
