package dev.docent.transforms.dataset.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.config.QueryKindWeights;
import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.SourceDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueryWriterTest {
  private static final String DRAINING =
      "To drain a node before an upgrade, mark it as unschedulable and evict its pods one by one. "
          + "Eviction respects the disruption budget of each workload, so that enough replicas stay up. "
          + "A disruption budget is a limit on how many pods of a workload may be gone at once. "
          + "If a budget allows no eviction, the drain waits until another replica has become ready. "
          + "Pods that belong to a daemon set are ignored, because they would come back at once. "
          + "After the upgrade the node is made schedulable again and new pods are placed on it.";
  private static final String STORAGE =
      "Volumes outlive the pods that mount them, and a claim binds a volume to a namespace. "
          + "The storage class is the recipe by which a provisioner makes new volumes on demand. "
          + "When the claim is deleted, the reclaim policy decides whether the data is kept or erased. "
          + "Snapshots can be taken of a volume in use, if the driver supports them.";

  @Test
  void makesSeveralKindsFromASection() {
    Set<QueryKind> kinds = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      write(seed, 99).forEach(draft -> kinds.add(draft.kind()));
    }
    assertEquals(Set.of(QueryKind.values()), kinds);
  }

  @Test
  void makesQueriesOfWordsThatSaySomething() {
    for (long seed = 0; seed < 20; seed++) {
      for (QueryDraft draft : write(seed, 99)) {
        assertFalse(Terms.of(draft.query()).isEmpty(), draft.query());
        assertTrue(Words.count(draft.query()) <= 26, draft.query());
      }
    }
  }

  @Test
  void neverAsksByTheHeadingAlone() {
    for (long seed = 0; seed < 50; seed++) {
      for (QueryDraft draft : write(seed, 99)) {
        assertFalse(draft.query().equalsIgnoreCase("Draining nodes"), "seed " + seed);
      }
    }
  }

  @Test
  void takesTheCutSentenceOutOfItsPassage() {
    int cut = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (QueryDraft draft : write(seed, 99)) {
        if (draft.kind() == QueryKind.CUT_SENTENCE) {
          cut++;
          assertFalse(draft.text().contains(draft.query()), draft.query());
          int words = Words.count(draft.query());
          assertTrue(words <= CutSentence.MAX_WORDS, draft.query());
        } else if (draft.kind() == QueryKind.LEAD_PHRASE) {
          assertTrue(draft.text().contains(draft.query()), draft.query());
        }
      }
    }
    assertTrue(cut > 0);
  }

  @Test
  void givesEachSectionATurnBeforeASecond() {
    List<QueryDraft> drafts = write(3, 99);
    Set<String> firsts = new HashSet<>();
    drafts.subList(0, 2).forEach(draft -> firsts.add(draft.sectionId()));
    assertEquals(Set.of("a#top", "a#drain"), firsts);
    for (int i = 0; i < drafts.size(); i++) {
      assertEquals(i, drafts.get(i).round());
    }
  }

  @Test
  void keepsToTheLimit() {
    assertTrue(write(3, 99).size() > 4);
    assertEquals(write(3, 99).subList(0, 2), write(3, 2).subList(0, 2));
    assertTrue(write(3, 2).size() <= 3);
  }

  @Test
  void isTheSameForTheSameSeedAndOtherForAnother() {
    assertEquals(write(5, 99), write(5, 99));
    assertFalse(write(5, 99).equals(write(6, 99)));
  }

  @Test
  void makesNothingOfMenusAndCode() {
    SourceDocument document =
        document("Home About Contact Imprint Search Help Login Register News Blog Shop Cart Docs");
    assertTrue(writer(1).write(document, Split.TRAIN, 0, 99).isEmpty());
  }

  @Test
  void makesTheKindsThatWeightsAskFor() {
    for (long seed = 0; seed < 10; seed++) {
      for (QueryDraft draft : writer(seed, "cut-sentence=1").write(pages(), Split.TRAIN, 0, 99)) {
        assertEquals(QueryKind.CUT_SENTENCE, draft.kind(), "seed " + seed);
      }
    }
    assertTrue(
        share("cut-sentence=9,salient-terms=1", QueryKind.CUT_SENTENCE)
            > 0.15 + share("cut-sentence=1,salient-terms=9", QueryKind.CUT_SENTENCE));
  }

  @Test
  void knowsEveryKindThatSettingsName() {
    assertEquals(
        Set.copyOf(QueryKindWeights.KINDS),
        Arrays.stream(QueryKind.values()).map(QueryKind::id).collect(Collectors.toSet()));
  }

  /** Of the first queries of each section, over several seeds. */
  private static double share(String weights, QueryKind kind) {
    int of = 0;
    int all = 0;
    for (long seed = 0; seed < 50; seed++) {
      for (QueryDraft draft : writer(seed, weights).write(pages(), Split.TRAIN, 0, 2)) {
        of += draft.kind() == kind ? 1 : 0;
        all++;
      }
    }
    return (double) of / all;
  }

  private static List<QueryDraft> write(long seed, int limit) {
    return writer(seed).write(pages(), Split.TRAIN, 0, limit);
  }

  private static SourceDocument pages() {
    CorpusSection lead = section("a#top", List.of(), STORAGE);
    CorpusSection drain = section("a#drain", List.of("Draining nodes"), DRAINING);
    return new SourceDocument("a", TextSource.SITE, new ArrayList<>(List.of(lead, drain)));
  }

  private static QueryWriter writer(long seed) {
    return writer(
        seed, "salient-terms=8,question=5,cut-sentence=4,lead-phrase=2,title-heading=1,title=1");
  }

  private static QueryWriter writer(long seed, String weights) {
    return new QueryWriter(
        TermStatistics.of(List.of(DRAINING, STORAGE)),
        QueryKind.weights(QueryKindWeights.parse(weights)),
        new SectionTexts(80, Words::count),
        seed);
  }

  private static SourceDocument document(String text) {
    return new SourceDocument("a", TextSource.SITE, List.of(section("a#top", List.of(), text)));
  }

  private static CorpusSection section(String id, List<String> path, String text) {
    return new CorpusSection(id, "a", TextSource.SITE, "Running a cluster", path, text);
  }

  @Test
  void normalFormHasLettersAndNumbersAlone() {
    assertEquals("what s a pod 2", QueryWriter.normalized("  What's a (Pod)  \u2014 2?! "));
    assertEquals("\u00e9t\u00e9 \u00bd", QueryWriter.normalized("\u00c9t\u00e9_\u00bd"));
    assertEquals("", QueryWriter.normalized(" ?! "));
  }
}
