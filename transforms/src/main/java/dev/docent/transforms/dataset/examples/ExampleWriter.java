package dev.docent.transforms.dataset.examples;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.TrainingExample;
import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.SeededHash;
import dev.docent.transforms.dataset.negatives.Corpus;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.SectionText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** Makes a query with its passages into a training example. Safe for use by several threads. */
public final class ExampleWriter {
  private final Corpus corpus;
  private final int pieceBudget;
  private final ToIntFunction<String> pieceCount;
  private final double titleDropout;
  private final long seed;
  private final Map<Integer, SectionText> texts = new ConcurrentHashMap<>();

  /**
   * A writer over one corpus.
   *
   * @param pieceBudget word pieces of a passage's text
   * @param titleDropout 0 to 1: the share of passages, positives and negatives alike, that go
   *     without a title
   */
  public ExampleWriter(
      Corpus corpus,
      int pieceBudget,
      ToIntFunction<String> pieceCount,
      double titleDropout,
      long seed) {
    this.corpus = corpus;
    this.pieceBudget = pieceBudget;
    this.pieceCount = pieceCount;
    this.titleDropout = titleDropout;
    this.seed = seed;
  }

  public TrainingExample write(QueryDraft draft, Map<Integer, PassageRole> negatives) {
    List<Passage> passages = new ArrayList<>();
    passages.add(
        new Passage(
            draft.sectionId(),
            draft.documentId(),
            title(draft, draft.sectionId(), draft.title()),
            draft.text(),
            1f,
            PassageRole.POSITIVE));
    Set<String> terms = Set.copyOf(Terms.of(draft.query()));
    negatives.forEach((ordinal, role) -> passages.add(negative(draft, terms, ordinal, role)));
    return TrainingExample.newBuilder()
        .setId(draft.id())
        .setQuery(draft.query())
        .setKind(draft.kind().id())
        .setSource(draft.source())
        .setDocumentId(draft.documentId())
        .setSplit(draft.split())
        .setTopicId(draft.topicId() == QueryDraft.NO_TOPIC ? null : draft.topicId())
        .setPassages(passages)
        .build();
  }

  private Passage negative(QueryDraft draft, Set<String> terms, int ordinal, PassageRole role) {
    CorpusSection section = corpus.section(ordinal);
    SectionText text =
        texts.computeIfAbsent(
            ordinal, key -> SectionText.of(section.text(), pieceBudget, pieceCount));
    SplittableRandom random = SeededHash.random(seed, "window", draft.id(), section.id());
    SectionText.Window window = text.around(closest(text, terms, random), random);
    return new Passage(
        section.id(),
        section.documentId(),
        title(draft, section.id(), section.title()),
        text.text(window),
        0f,
        role);
  }

  /** The sentence that shares most with the query: the window around it is the hardest. */
  private int closest(SectionText text, Set<String> terms, SplittableRandom random) {
    List<String> sentences = text.sentences();
    int best = random.nextInt(sentences.size());
    double most = 0;
    for (int i = 0; i < sentences.size(); i++) {
      Set<String> shared = new HashSet<>(Terms.of(sentences.get(i)));
      shared.retainAll(terms);
      double sum = shared.stream().sorted().mapToDouble(corpus.statistics()::idf).sum();
      if (sum > most) {
        most = sum;
        best = i;
      }
    }
    return best;
  }

  private String title(QueryDraft draft, String sectionId, String title) {
    boolean dropped =
        draft.kind().hidesTitles()
            || SeededHash.unit(seed, "title", draft.id(), sectionId) < titleDropout;
    return dropped ? "" : title;
  }
}
