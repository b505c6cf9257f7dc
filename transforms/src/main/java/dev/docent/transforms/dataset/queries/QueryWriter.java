package dev.docent.transforms.dataset.queries;

import dev.docent.records.Split;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.SeededHash;
import dev.docent.transforms.dataset.SourceDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

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
  private final SectionTexts texts;
  private final long seed;

  /**
   * A writer for documents of one corpus.
   *
   * @param kindWeights how often each kind is made; a kind of weight 0 is not made
   * @param texts the corpus's sections in sentences
   */
  public QueryWriter(
      TermStatistics statistics,
      Map<QueryKind, Double> kindWeights,
      SectionTexts texts,
      long seed) {
    this.statistics = statistics;
    this.kindWeights =
        MAKERS.stream().mapToDouble(maker -> kindWeights.getOrDefault(maker.kind(), 0.0)).toArray();
    this.texts = texts;
    this.seed = seed;
  }

  /**
   * The document's queries in the order in which they should be taken.
   *
   * @param limit about how many are wanted: sections beyond those needed for them are passed over
   */
  public List<QueryDraft> write(SourceDocument document, Split split, int topicId, int limit) {
    SplittableRandom random = SeededHash.random(seed, "sections", document.id());
    List<SectionQueries> bySection = new ArrayList<>();
    List<QueryDraft> round = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CorpusSection section : Chance.shuffled(document.sections(), random)) {
      if (!Words.hasAtLeast(MIN_WORDS, section.text())) {
        continue;
      }
      SectionQueries queries = new SectionQueries(section, split, topicId, seen);
      Optional<QueryDraft> first = queries.next();
      if (first.isPresent()) {
        bySection.add(queries);
        round.add(first.get());
      }
      if (round.size() == limit) {
        break;
      }
    }
    List<QueryDraft> ordered = new ArrayList<>();
    while (!round.isEmpty()) {
      for (QueryDraft draft : round) {
        ordered.add(inRound(draft, ordered.size()));
      }
      if (ordered.size() >= limit) {
        break;
      }
      round = bySection.stream().flatMap(queries -> queries.next().stream()).toList();
    }
    return ordered;
  }

  /** The queries of one section. */
  private final class SectionQueries {
    private final CorpusSection section;
    private final Split split;
    private final int topicId;
    private final Set<String> seen;
    private final SplittableRandom random;
    private final SectionText text;
    private final List<Attempts> byKind = new ArrayList<>();
    private int left;
    private int made;

    /**
     * The section's queries.
     *
     * @param seen normal forms of the document's queries so far, to which these are added
     */
    SectionQueries(CorpusSection section, Split split, int topicId, Set<String> seen) {
      this.section = section;
      this.split = split;
      this.topicId = topicId;
      this.seen = seen;
      this.random = SeededHash.random(seed, "queries", section.id());
      this.text = texts.of(section);
      for (int i = 0; i < kindWeights.length; i++) {
        // A kind has its own chance, so that leaving one out changes no query of another.
        SplittableRandom own = random.split();
        byKind.add(
            kindWeights[i] == 0
                ? Attempts.none()
                : MAKERS.get(i).make(section, text, statistics, own));
      }
      left = Math.min(PER_SECTION, text.prose().size() + 2);
    }

    /**
     * The next query, of a kind drawn by weight among those that have one. It is made now: most
     * documents need few of all that their sections could give.
     */
    Optional<QueryDraft> next() {
      while (left > 0) {
        double[] weights = new double[kindWeights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          weights[i] = byKind.get(i).peek().isEmpty() ? 0 : kindWeights[i];
          sum += weights[i];
        }
        if (sum == 0) {
          return Optional.empty();
        }
        int drawn = Chance.weighted(weights, random);
        Optional<MadeQuery> query = byKind.get(drawn).take();
        if (query.isPresent() && seen.add(normalized(query.get().query()))) {
          left--;
          return query.map(each -> draft(MAKERS.get(drawn).kind(), each));
        }
      }
      return Optional.empty();
    }

    private QueryDraft draft(QueryKind kind, MadeQuery query) {
      String passage =
          query.removedSentence() == MadeQuery.NONE
              ? text.text(query.window())
              : text.textWithout(query.window(), query.removedSentence());
      String id = section.id() + "/" + kind.id() + "/" + made++;
      return new QueryDraft(
          id,
          query.query(),
          kind,
          section.source(),
          section.documentId(),
          split,
          topicId,
          section.id(),
          section.title(),
          passage,
          0,
          SeededHash.of(seed, "order", id));
    }
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
        round,
        draft.chance());
  }

  /** Queries of the same normal form are the same query. */
  public static String normalized(String query) {
    String lower = query.toLowerCase(Locale.ROOT);
    StringBuilder normal = new StringBuilder(lower.length());
    boolean apart = false;
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      i += Character.charCount(c);
      if (!Words.isLetterOrNumber(c)) {
        apart = true;
        continue;
      }
      if (apart && !normal.isEmpty()) {
        normal.append(' ');
      }
      apart = false;
      normal.appendCodePoint(c);
    }
    return normal.toString();
  }
}
