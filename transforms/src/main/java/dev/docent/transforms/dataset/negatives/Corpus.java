package dev.docent.transforms.dataset.negatives;

import dev.docent.records.Split;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.TermStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All sections among which one kind of source's queries are ranked: those of the site, or those of
 * the matched Wikipedia entries. Held in memory; safe for use by several threads.
 */
public final class Corpus {
  private final List<CorpusSection> sections;
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Split[] splits;
  private final Function<List<String>, float[]> project;
  private final float[][] vectors;
  private final Shingles[] shingles;
  private final int[] train;
  private final TermStatistics statistics;
  private final Bm25Index index;
  private final int documents;
  private final Map<String, Integer> topics;

  private Corpus(
      List<CorpusSection> sections, DocumentSplit split, Function<List<String>, float[]> project) {
    this.sections = sections;
    this.project = project;
    int n = sections.size();
    splits = new Split[n];
    vectors = new float[n][];
    shingles = new Shingles[n];
    List<Integer> trained = new ArrayList<>();
    List<List<String>> terms = new ArrayList<>();
    Bm25Index.Builder builder = new Bm25Index.Builder();
    for (int i = 0; i < n; i++) {
      CorpusSection section = sections.get(i);
      ordinals.put(section.id(), i);
      splits[i] = split.of(section.documentId());
      Terms.Analysis analysis = Terms.analyze(section.text());
      terms.add(analysis.terms());
      builder.add(section, splits[i], analysis.words());
      vectors[i] = project.apply(terms.get(i));
      shingles[i] = Shingles.of(terms.get(i));
      if (splits[i] == Split.TRAIN) {
        trained.add(i);
      }
    }
    train = trained.stream().mapToInt(Integer::intValue).toArray();
    statistics = TermStatistics.ofTerms(terms);
    index = builder.build();
    documents = (int) sections.stream().map(CorpusSection::documentId).distinct().count();
    topics = DocumentTopics.of(sections, vectors);
  }

  /**
   * Takes in documents.
   *
   * @param project the place of a text's terms in the LSA space, see {@link LsaModel#project(List)}
   */
  public static Corpus of(
      List<SourceDocument> documents,
      DocumentSplit split,
      Function<List<String>, float[]> project) {
    List<CorpusSection> sections = new ArrayList<>();
    documents.forEach(document -> sections.addAll(document.sections()));
    // One order whatever the order of the files, so that equal scores rank the same every time.
    sections.sort(Comparator.comparing(CorpusSection::id));
    return new Corpus(List.copyOf(sections), split, project);
  }

  /** How many documents there are. */
  public int documents() {
    return documents;
  }

  public int size() {
    return sections.size();
  }

  public CorpusSection section(int ordinal) {
    return sections.get(ordinal);
  }

  /**
   * A section's place.
   *
   * @throws IllegalArgumentException if the corpus has no such section
   */
  public int ordinal(String sectionId) {
    Integer ordinal = ordinals.get(sectionId);
    if (ordinal == null) {
      throw new IllegalArgumentException("no section '%s' in the corpus".formatted(sectionId));
    }
    return ordinal;
  }

  public Split split(int ordinal) {
    return splits[ordinal];
  }

  /** Places of the sections of training documents. */
  int[] train() {
    return train;
  }

  /** A text's place in the LSA space: of unit length, or zeros where nothing is known of it. */
  float[] place(String text) {
    return project.apply(Terms.of(text));
  }

  float[] vector(int ordinal) {
    return vectors[ordinal];
  }

  Shingles shingles(int ordinal) {
    return shingles[ordinal];
  }

  public TermStatistics statistics() {
    return statistics;
  }

  public Bm25Index index() {
    return index;
  }

  /** The topic in which a document stands out, {@link QueryDraft#NO_TOPIC} where none is known. */
  public int topic(String documentId) {
    return topics.getOrDefault(documentId, QueryDraft.NO_TOPIC);
  }
}
