package dev.docent.serving.search;

import dev.docent.records.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** An index of sections, open for search. Safe for use by several threads. */
public final class SectionIndex implements Closeable {
  /**
   * Among so many of the best by their words pairs are looked up, or more where more are asked for.
   */
  private static final int RESCORED = 200;

  private final FSDirectory directory;
  private final DirectoryReader reader;
  private final StoredSections sections;
  private final WordList wordList;
  private final Narrowing narrowing;
  private final Language language;
  private final boolean positions;

  private SectionIndex(
      FSDirectory directory,
      DirectoryReader reader,
      StoredSections sections,
      WordList wordList,
      Narrowing narrowing,
      Language language,
      boolean positions) {
    this.directory = directory;
    this.reader = reader;
    this.sections = sections;
    this.wordList = wordList;
    this.narrowing = narrowing;
    this.language = language;
    this.positions = positions;
  }

  /**
   * Opens an index.
   *
   * @param folder the {@code lucene/} folder of an index artifact
   * @throws UserException if there is no index, or one that this version of Lucene can't read
   */
  public static SectionIndex open(Path folder) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    try {
      DirectoryReader reader = DirectoryReader.open(directory);
      try {
        Language language = language(reader, folder);
        StoredSections sections = new StoredSections(reader, language);
        WordList wordList = new WordList(reader, language);
        return new SectionIndex(
            directory, reader, sections, wordList, Narrowing.NONE, language, hasPositions(reader));
      } catch (IOException | RuntimeException e) {
        reader.close();
        directory.close();
        throw e;
      }
    } catch (IndexNotFoundException e) {
      directory.close();
      throw new UserException(
          "there is no index in '%s'; 'docent index' makes one".formatted(folder), e);
    } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
      directory.close();
      throw new UserException(
          "the index in '%s' is of another version of Lucene; make it again with 'docent index --force'"
              .formatted(folder),
          e);
    }
  }

  /** The language that text was analyzed as when it was indexed; English where none is noted. */
  private static Language language(DirectoryReader reader, Path folder) throws IOException {
    String id = reader.getIndexCommit().getUserData().get(SectionFields.LANGUAGE);
    try {
      return id == null ? Language.ENGLISH : Language.of(id);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "the index in '%s' is of the language '%s', which this version doesn't know"
              .formatted(folder, id),
          e);
    }
  }

  /** The language of the index, and of what is searched for in it. */
  public Language language() {
    return language;
  }

  /**
   * The same index for one search: only what the text requires and the filter allows is found, and
   * what stands for a word counts as it. It is closed with this one.
   *
   * @param open whether the last word may be the beginning of one
   */
  public SectionIndex narrowed(SearchText text, Filter filter, Synonyms synonyms, boolean open) {
    Narrowing.Builder narrowed = new Narrowing.Builder();
    Phrases phrases = new Phrases(positions, language);
    text.required().forEach(one -> phrases.of(one).ifPresent(narrowed::filter));
    addFilter(narrowed, filter);
    synonyms.addTo(narrowed, text.words(), phrases);
    if (open) {
      complete(narrowed, text.words());
    }
    return new SectionIndex(
        directory, reader, sections, wordList, narrowed.build(), language, positions);
  }

  /** The terms that are looked for instead of or beside those of the words. */
  public Set<String> alternatives() {
    Set<String> all = new HashSet<>();
    narrowing.alternatives().values().forEach(all::addAll);
    return all;
  }

  /** The text with the words that no article has mended; empty where there are none. */
  public Optional<String> mended(String text) {
    return wordList.mended(text);
  }

  /** The sections of other articles that are likest to a section, the likest first. */
  public List<Candidate> like(IndexedSection section, int n, Bm25Parameters parameters) {
    try {
      return candidates(LikeThis.query(reader, section, language), n, parameters, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addFilter(Narrowing.Builder narrowed, Filter filter) {
    if (filter.tag() != null) {
      narrowed.filter(new TermQuery(new Term(SectionFields.TAG, filter.tag())));
    }
    if (filter.after() != null || filter.before() != null) {
      narrowed.filter(
          TermRangeQuery.newStringRange(
              SectionFields.DAY, filter.after(), filter.before(), true, true));
    }
    if (filter.sections() != null) {
      narrowed.filter(
          new TermInSetQuery(
              SectionFields.ID, filter.sections().stream().map(BytesRef::new).toList()));
    }
  }

  private void complete(Narrowing.Builder narrowed, String text) {
    List<AnalyzedWord> all = AnalyzedWord.of(text, language);
    AnalyzedWord last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last == null || last.end() != text.length()) {
      return;
    }
    for (String word : wordList.completions(text.substring(last.start()))) {
      AnalyzedWord.of(word, language).forEach(one -> narrowed.alternative(last.term(), one.term()));
    }
  }

  /** Indexes of before have none. */
  private static boolean hasPositions(DirectoryReader reader) {
    FieldInfo text = FieldInfos.getMergedFieldInfos(reader).fieldInfo(SectionFields.TEXT);
    return text != null
        && text.getIndexOptions().compareTo(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS) >= 0;
  }

  /** The texts of its sections, analyzed to show passages of them. */
  AnalyzedText.Known analyzed() {
    return sections.analyzed();
  }

  /** How many sections the index has. */
  public int size() {
    return reader.numDocs();
  }

  /**
   * The best sections for words, the best first; equal scores in the order of section ids.
   *
   * @param words any text; it is analyzed, never parsed
   * @param n how many at most, 1 or more
   */
  public List<Candidate> search(String words, int n, Bm25Parameters parameters) {
    return candidates(hits(words, n, parameters), 1);
  }

  /** What {@link #search} finds, before any of it is read. */
  ScoreDoc[] hits(String words, int n, Bm25Parameters parameters) {
    if (n < 1) {
      throw new IllegalArgumentException("illegal n value: " + n + ", must be 1 or more");
    }
    Optional<Query> query = SectionQuery.of(words, language, parameters, narrowing);
    if (query.isEmpty()) {
      return new ScoreDoc[0];
    }
    Query byWords =
        narrowing.filters().isEmpty()
            ? query.get()
            : filtered().add(query.get(), Occur.MUST).build();
    Optional<Query> near = proximity(words, parameters);
    if (near.isEmpty()) {
      return hits(byWords, n, parameters);
    }
    return rescored(byWords, near.get(), n, parameters);
  }

  /**
   * Whether words stand near each other is looked up for the best by their words alone: for all
   * that have two of them it would take far longer.
   */
  private ScoreDoc[] rescored(Query query, Query near, int n, Bm25Parameters parameters) {
    try {
      IndexSearcher searcher = searcher(parameters);
      TopDocs best = searcher.search(query, Math.max(n, RESCORED));
      return QueryRescorer.rescore(searcher, best, near, 1, n).scoreDocs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Query> proximity(String words, Bm25Parameters parameters) {
    return positions ? Proximity.of(words, language, parameters) : Optional.empty();
  }

  /** A document as Lucene reads it, remembered nowhere. */
  Document storedFields(int doc) {
    try {
      return reader.storedFields().document(doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sections with BM25's scores for words, whether or not they have any of the words.
   *
   * @param sectionIds those that the index hasn't got are left out
   * @param firstRank the rank of the first one returned; the others count on from there
   * @return the best first, those without any of the words last with a score of 0
   */
  public List<Candidate> score(
      String words, List<String> sectionIds, Bm25Parameters parameters, int firstRank) {
    if (sectionIds.isEmpty()) {
      return List.of();
    }
    Query chosen =
        new TermInSetQuery(SectionFields.ID, sectionIds.stream().map(BytesRef::new).toList());
    BooleanQuery.Builder query = filtered().add(chosen, Occur.FILTER);
    SectionQuery.of(words, language, parameters, narrowing)
        .ifPresent(some -> query.add(some, Occur.SHOULD));
    proximity(words, parameters).ifPresent(some -> query.add(some, Occur.SHOULD));
    return candidates(query.build(), sectionIds.size(), parameters, firstRank);
  }

  /**
   * What each word of a query adds to a section's BM25 score, and what neighbours in it add where
   * they stand near each other.
   *
   * @return one a different word of the query that isn't a stop word, in the query's order; 0 for
   *     one that the section hasn't got; then the pairs of words that the section has near each
   *     other
   */
  public List<TermScore> explain(String words, String sectionId, Bm25Parameters parameters) {
    List<TermScore> scores = new ArrayList<>();
    for (SectionQuery.Word word : SectionQuery.words(words, language)) {
      float score = score(SectionQuery.of(word, parameters, narrowing), sectionId, parameters);
      scores.add(new TermScore(word.surface(), word.term(), score));
    }
    narrowing
        .further()
        .forEach(
            (name, query) ->
                scores.add(new TermScore(name, name, score(query, sectionId, parameters))));
    if (parameters.proximity() > 0 && positions) {
      for (Proximity.Pair pair : Proximity.pairs(words, language)) {
        float score = score(Proximity.of(pair, parameters), sectionId, parameters);
        if (score > 0) {
          scores.add(new TermScore(pair.of(words), pair.terms(), score));
        }
      }
    }
    return scores;
  }

  private float score(Query query, String sectionId, Bm25Parameters parameters) {
    Query one =
        new BooleanQuery.Builder()
            .add(query, Occur.MUST)
            .add(new TermQuery(new Term(SectionFields.ID, sectionId)), Occur.FILTER)
            .build();
    List<Candidate> found = candidates(one, 1, parameters, 1);
    return found.isEmpty() ? 0 : found.get(0).score();
  }

  private BooleanQuery.Builder filtered() {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    narrowing.filters().forEach(filter -> query.add(filter, Occur.FILTER));
    return query;
  }

  /** How many sections have at least one of the words. */
  public int count(String words) {
    Optional<Query> query = SectionQuery.of(words, language, Bm25Parameters.DEFAULT, narrowing);
    try {
      return query.isEmpty() ? 0 : searcher(Bm25Parameters.DEFAULT).count(query.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A section by its id. */
  public Optional<IndexedSection> find(String sectionId) {
    try {
      Query query = new TermQuery(new Term(SectionFields.ID, sectionId));
      ScoreDoc[] hits = new IndexSearcher(reader).search(query, 1).scoreDocs;
      return hits.length == 0 ? Optional.empty() : Optional.of(sections.get(hits[0].doc));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives all sections, in the order of their ids. */
  public void forEach(Consumer<IndexedSection> consumer) {
    try {
      StoredFields stored = reader.storedFields();
      for (int doc = 0; doc < reader.maxDoc(); doc++) {
        consumer.accept(StoredSections.read(stored.document(doc)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }

  private List<Candidate> candidates(Query query, int n, Bm25Parameters parameters, int firstRank) {
    return candidates(hits(query, n, parameters), firstRank);
  }

  private ScoreDoc[] hits(Query query, int n, Bm25Parameters parameters) {
    try {
      return searcher(parameters).search(query, n).scoreDocs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Candidate> candidates(ScoreDoc[] hits, int firstRank) {
    List<Candidate> candidates = new ArrayList<>(hits.length);
    for (ScoreDoc hit : hits) {
      candidates.add(
          new Candidate(sections.get(hit.doc), firstRank + candidates.size(), hit.score));
    }
    return candidates;
  }

  /** A searcher costs next to nothing; the parameters are applied at search time alone. */
  private IndexSearcher searcher(Bm25Parameters parameters) {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity((float) parameters.k1(), (float) parameters.b()));
    return searcher;
  }
}
