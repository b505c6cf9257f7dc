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
import dev.docent.transforms.dataset.queries.SectionTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a query with its passages into a training example. Safe for use by several threads. */
public final class ExampleWriter {
  private final Corpus corpus;
  private final SectionTexts texts;
  private final double titleDropout;
  private final long seed;
  private final Map<Integer, Source> sources = new ConcurrentHashMap<>();

  /**
   * A writer over one corpus.
   *
   * @param texts the corpus's sections in sentences
   * @param titleDropout 0 to 1: the share of passages, positives and negatives alike, that go
   *     without a title
   */
  public ExampleWriter(Corpus corpus, SectionTexts texts, double titleDropout, long seed) {
    this.corpus = corpus;
    this.texts = texts;
    this.titleDropout = titleDropout;
    this.seed = seed;
  }

  /**
   * A section that negatives are cut from.
   *
   * @param terms of each sentence, each term once, sorted
   */
  private record Source(SectionText text, List<List<String>> terms) {}

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
    Set<String> terms = new HashSet<>(Terms.of(draft.query()));
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
    Source source = sources.computeIfAbsent(ordinal, key -> source(section));
    SectionText text = source.text();
    SplittableRandom random = SeededHash.random(seed, "window", draft.id(), section.id());
    SectionText.Window window = text.around(closest(source, terms, random), random);
    return new Passage(
        section.id(),
        section.documentId(),
        title(draft, section.id(), section.title()),
        text.text(window),
        0f,
        role);
  }

  private Source source(CorpusSection section) {
    SectionText text = texts.of(section);
    return new Source(
        text,
        text.sentences().stream()
            .map(sentence -> List.copyOf(new TreeSet<>(Terms.of(sentence))))
            .toList());
  }

  /** The sentence that shares most with the query: the window around it is the hardest. */
  private int closest(Source source, Set<String> terms, SplittableRandom random) {
    int best = random.nextInt(source.terms().size());
    double most = 0;
    double[] shared = new double[terms.size()];
    for (int i = 0; i < source.terms().size(); i++) {
      int n = 0;
      for (String term : source.terms().get(i)) {
        if (terms.contains(term)) {
          shared[n++] = corpus.statistics().idf(term);
        }
      }
      double sum = n == 0 ? 0 : Arrays.stream(shared, 0, n).sum();
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
