package dev.docent.transforms.dataset.queries;

import dev.docent.records.Split;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.SeededHash;
import dev.docent.transforms.dataset.SourceDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Makes the queries of a document: for each section up to {@value #PER_SECTION}, of kinds drawn by
 * their weights, then ordered so that any first part of them covers as many sections as it can.
 */
public final class QueryWriter {
  /** More from one section only say the same again. */
  public static final int PER_SECTION = 6;

  /** A section with fewer words answers nothing by itself. */
  private static final int MIN_WORDS = 12;

  private static final List<QueryMaker> MAKERS =
      List.of(
          new SalientTerms(),
          new Questions(),
          new CutSentence(),
          new LeadPhrase(),
          Titles.alone(),
          Titles.withHeading());

  private final TermStatistics statistics;
  private final double[] kindWeights;
  private final int pieceBudget;
  private final ToIntFunction<String> pieceCount;
  private final long seed;

  /**
   * A writer for documents of one corpus.
   *
   * @param kindWeights how often each kind is made; a kind of weight 0 is not made
   * @param pieceBudget word pieces of a passage's text
   */
  public QueryWriter(
      TermStatistics statistics,
      Map<QueryKind, Double> kindWeights,
      int pieceBudget,
      ToIntFunction<String> pieceCount,
      long seed) {
    this.statistics = statistics;
    this.kindWeights =
        MAKERS.stream().mapToDouble(maker -> kindWeights.getOrDefault(maker.kind(), 0.0)).toArray();
    this.pieceBudget = pieceBudget;
    this.pieceCount = pieceCount;
    this.seed = seed;
  }

  /**
   * The document's queries in the order in which they should be taken.
   *
   * @param limit about how many are wanted: sections beyond those needed for them are passed over
   */
  public List<QueryDraft> write(SourceDocument document, Split split, int topicId, int limit) {
    SplittableRandom random = SeededHash.random(seed, "sections", document.id());
    List<Deque<QueryDraft>> bySection = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CorpusSection section : Chance.shuffled(document.sections(), random)) {
      List<QueryDraft> drafts = write(section, split, topicId, seen);
      if (!drafts.isEmpty()) {
        bySection.add(new ArrayDeque<>(drafts));
      }
      if (bySection.size() == limit) {
        break;
      }
    }
    List<QueryDraft> ordered = new ArrayList<>();
    for (boolean more = true; more && ordered.size() < limit; ) {
      more = false;
      for (Deque<QueryDraft> drafts : bySection) {
        QueryDraft next = drafts.poll();
        if (next != null) {
          ordered.add(inRound(next, ordered.size()));
          more = true;
        }
      }
    }
    return ordered;
  }

  private List<QueryDraft> write(
      CorpusSection section, Split split, int topicId, Set<String> seen) {
    if (Words.count(section.text()) < MIN_WORDS) {
      return List.of();
    }
    SplittableRandom random = SeededHash.random(seed, "queries", section.id());
    SectionText text = SectionText.of(section.text(), pieceBudget, pieceCount);
    List<Deque<MadeQuery>> byKind = new ArrayList<>();
    for (int i = 0; i < kindWeights.length; i++) {
      // A kind has its own chance, so that leaving one out changes no query of another.
      SplittableRandom own = random.split();
      byKind.add(
          kindWeights[i] == 0
              ? new ArrayDeque<>()
              : new ArrayDeque<>(MAKERS.get(i).make(section, text, statistics, own)));
    }
    int most = Math.min(PER_SECTION, text.prose().size() + 2);
    List<QueryDraft> drafts = new ArrayList<>();
    while (drafts.size() < most) {
      double[] weights = new double[MAKERS.size()];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = byKind.get(i).isEmpty() ? 0 : kindWeights[i];
        sum += weights[i];
      }
      if (sum == 0) {
        break;
      }
      int drawn = Chance.weighted(weights, random);
      MadeQuery made = byKind.get(drawn).remove();
      if (seen.add(normalized(made.query()))) {
        drafts.add(draft(section, split, topicId, text, MAKERS.get(drawn).kind(), made, drafts));
      }
    }
    return drafts;
  }

  private static QueryDraft draft(
      CorpusSection section,
      Split split,
      int topicId,
      SectionText text,
      QueryKind kind,
      MadeQuery made,
      List<QueryDraft> before) {
    String passage =
        made.removedSentence() == MadeQuery.NONE
            ? text.text(made.window())
            : text.textWithout(made.window(), made.removedSentence());
    return new QueryDraft(
        section.id() + "/" + kind.id() + "/" + before.size(),
        made.query(),
        kind,
        section.source(),
        section.documentId(),
        split,
        topicId,
        section.id(),
        section.title(),
        passage,
        0);
  }

  private static QueryDraft inRound(QueryDraft draft, int round) {
    return new QueryDraft(
        draft.id(),
        draft.query(),
        draft.kind(),
        draft.source(),
        draft.documentId(),
        draft.split(),
        draft.topicId(),
        draft.sectionId(),
        draft.title(),
        draft.text(),
        round);
  }

  /** Queries of the same normal form are the same query. */
  public static String normalized(String query) {
    return query.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
