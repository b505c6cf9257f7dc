package dev.docent.transforms.dataset.negatives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.QueryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NegativeMinerTest {
  private static final DocumentSplit ALL_TRAIN = new DocumentSplit(1, 0, 0);
  private static final String ANSWER =
      "Rotating certificates needs two chains that are trusted at once while clients renew theirs.";

  @Test
  void takesHardOnesThatShareTermsAndFillsUpWithRandomOnes() {
    List<SourceDocument> documents = site(20);
    documents.add(document("similar", "Certificates expire after ninety days for safety reasons."));
    Corpus corpus = corpus(documents);
    Map<Integer, PassageRole> mined = mine(corpus, 4, 1).negatives();
    assertEquals(4, mined.size());
    assertEquals(PassageRole.HARD_NEGATIVE, mined.get(corpus.ordinal("similar#top")));
    assertEquals(3, mined.values().stream().filter(PassageRole.RANDOM_NEGATIVE::equals).count());
  }

  @Test
  void neverTakesSectionsOfTheSameDocument() {
    List<SourceDocument> documents = site(8);
    documents.set(0, document("answer", ANSWER, "Certificates of clients are made by an agent."));
    assertNever(documents, "answer#1");
  }

  @Test
  void neverTakesNearDuplicates() {
    List<SourceDocument> documents = site(8);
    documents.add(document("copy", ANSWER + " Unlike that."));
    assertNever(documents, "copy#top");
  }

  @Test
  void neverTakesWhatAnswersTheQueryAsWell() {
    List<SourceDocument> documents = site(8);
    documents.add(document("better", "Certificates: rotating certificates, chains, trusted."));
    assertNever(documents, "better#top");
  }

  @Test
  void neverTakesWhatLiesInTheSamePlaceOfTheTopicSpace() {
    List<SourceDocument> documents = site(8);
    documents.add(document("twin", "Certificates are a matter of trust between machines."));
    Corpus corpus =
        Corpus.of(
            documents,
            ALL_TRAIN,
            terms -> terms.contains("certif") ? new float[] {1, 0} : new float[] {0, 1});
    for (int seed = 0; seed < 20; seed++) {
      assertFalse(mine(corpus, 3, seed).negatives().containsKey(corpus.ordinal("twin#top")));
    }
  }

  @Test
  void drawsATrainingQuerysNegativesFromTrainingDocuments() {
    Corpus corpus = Corpus.of(site(60), new DocumentSplit(3, 0.3, 0.2), NegativeMinerTest::nowhere);
    for (int seed = 0; seed < 20; seed++) {
      NegativeMiner.Mined mined = mine(corpus, 6, seed);
      assertEquals(NegativeMiner.Outcome.FOUND, mined.outcome());
      mined.negatives().keySet().forEach(n -> assertEquals(Split.TRAIN, corpus.split(n)));
    }
  }

  @Test
  void givesUpWhereTheSiteIsTooSmall() {
    NegativeMiner.Mined mined = mine(corpus(site(3)), 5, 1);
    assertEquals(NegativeMiner.Outcome.TOO_FEW, mined.outcome());
    assertTrue(mined.negatives().isEmpty());
  }

  @Test
  void dropsQueriesThatFitManySectionsBetter() {
    List<SourceDocument> documents = site(3);
    for (int i = 0; i < 25; i++) {
      documents.add(document("fits" + i, "Rotating certificates: trusted chains " + i));
    }
    assertEquals(NegativeMiner.Outcome.AMBIGUOUS, mine(corpus(documents), 3, 1).outcome());
  }

  @Test
  void choosesTheSameForTheSameSeed() {
    Corpus corpus = corpus(site(40));
    Map<Integer, PassageRole> once = mine(corpus, 5, 9).negatives();
    assertEquals(once, mine(corpus, 5, 9).negatives());
    assertNotEquals(once, mine(corpus, 5, 10).negatives());
  }

  @Test
  void takesTheNearestOfTheTopicSpaceThatBm25DoesNotList() {
    Corpus corpus = Corpus.of(related(), ALL_TRAIN, NegativeMinerTest::angle);
    NegativeMiner.Mined mined = mine(corpus, new NegativePlan(4, 0.5, 1, 0.95, 0.95), 1);
    assertEquals(PassageRole.HARD_NEGATIVE, mined.negatives().get(corpus.ordinal("related#top")));
    assertEquals(1, mined.byLsa());
    assertEquals(0, mine(corpus, new NegativePlan(4, 0.5, 0, 0.95, 0.95), 1).byLsa());
  }

  @Test
  void dropsWhatLiesAsNearToTheQueryAsThePositive() {
    Corpus corpus = Corpus.of(related(), ALL_TRAIN, NegativeMinerTest::angle);
    for (int seed = 0; seed < 20; seed++) {
      NegativeMiner.Mined mined = mine(corpus, new NegativePlan(4, 0.5, 1, 0.95, 0.8), seed);
      assertFalse(mined.negatives().containsKey(corpus.ordinal("related#top")), "seed " + seed);
      assertEquals(0, mined.byLsa());
      assertEquals(1, mined.dropped().overLsaMargin());
    }
  }

  @Test
  void countsWhatBm25sMarginDropsAndNarrowsWithIt() {
    List<SourceDocument> documents = site(20);
    documents.add(document("better", "Certificates: rotating certificates, chains, trusted."));
    documents.add(document("copy", ANSWER + " Unlike that, and unlike any other of the kind."));
    documents.add(document("similar", "Certificates expire after ninety days for safety reasons."));
    Corpus corpus = corpus(documents);
    assertEquals(1, mine(corpus, new NegativePlan(4, 1, 0, 0.95, 0.95), 1).dropped().duplicates());
    int wide = mine(corpus, new NegativePlan(4, 1, 0, 0.95, 0.95), 1).dropped().overBm25Margin();
    int narrow = mine(corpus, new NegativePlan(4, 1, 0, 0.05, 0.95), 1).dropped().overBm25Margin();
    assertEquals(1, wide);
    assertEquals(3, narrow);
  }

  private static List<SourceDocument> related() {
    List<SourceDocument> documents = site(20);
    documents.add(document("related", "Keys of machines wear out and are replaced by fresh ones."));
    return documents;
  }

  /** The answer and the query lie at 0, what is related to them at 30 degrees, the rest at 90. */
  private static float[] angle(List<String> terms) {
    if (terms.contains("machin")) {
      return new float[] {0.866f, 0.5f};
    }
    return terms.contains("certif") ? new float[] {1, 0} : new float[] {0, 1};
  }

  private static void assertNever(List<SourceDocument> documents, String sectionId) {
    Corpus corpus = corpus(documents);
    for (int seed = 0; seed < 20; seed++) {
      NegativeMiner.Mined mined = mine(corpus, 4, seed);
      assertEquals(NegativeMiner.Outcome.FOUND, mined.outcome());
      assertFalse(mined.negatives().containsKey(corpus.ordinal(sectionId)), "seed " + seed);
    }
  }

  private static Corpus corpus(List<SourceDocument> documents) {
    return Corpus.of(documents, ALL_TRAIN, NegativeMinerTest::nowhere);
  }

  private static NegativeMiner.Mined mine(Corpus corpus, int negatives, long seed) {
    return mine(corpus, new NegativePlan(negatives, 0.8, 0, 0.95, 0.95), seed);
  }

  private static NegativeMiner.Mined mine(Corpus corpus, NegativePlan plan, long seed) {
    QueryDraft draft =
        new QueryDraft(
            "q",
            "rotating certificates chains trusted",
            QueryKind.SALIENT_TERMS,
            TextSource.SITE,
            "answer",
            Split.TRAIN,
            0,
            "answer#top",
            "",
            ANSWER,
            0,
            0);
    return new NegativeMiner(corpus, plan, seed).mine(draft);
  }

  /** The answer and documents about nothing in particular. */
  private static List<SourceDocument> site(int n) {
    List<SourceDocument> documents = new ArrayList<>();
    documents.add(document("answer", ANSWER));
    for (int i = 1; i < n; i++) {
      documents.add(document("other" + i, "Nothing of note happens in place " + "x".repeat(i)));
    }
    return documents;
  }

  private static SourceDocument document(String id, String... texts) {
    List<CorpusSection> sections = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      String section = id + "#" + (i == 0 ? "top" : Integer.toString(i));
      sections.add(new CorpusSection(section, id, TextSource.SITE, "", List.of(), texts[i]));
    }
    return new SourceDocument(id, TextSource.SITE, sections);
  }

  /** No topic space: every text is at its origin. */
  private static float[] nowhere(List<String> terms) {
    return new float[2];
  }
}
