package dev.docent.transforms.dataset.negatives;

import dev.docent.records.Split;
import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * BM25 over a corpus in memory, its title counted twice (k1 1.2, b 0.75; Robertson and Zaragoza,
 * "The probabilistic relevance framework: BM25 and beyond", 2009). Safe for use by several threads.
 */
public final class Bm25Index {
  private static final String TEXT = "text";
  private static final String ID = "id";
  private static final String SPLIT = "split";
  private static final String ORDINAL = "ordinal";
  private static final String UNWRITABLE = "an index in memory can't fail to be written";

  /** Queries are at most a few sentences; Lucene refuses more than 1,024 clauses. */
  private static final int MAX_QUERY_CHARS = 2000;

  private final IndexSearcher searcher;
  private final int[] ordinals;
  private final Split[] splits;

  /**
   * A section found.
   *
   * @param ordinal its place in the corpus
   */
  public record Hit(int ordinal, float score) {}

  /**
   * A query in the index's terms.
   *
   * @param terms null where it has none
   */
  record Analyzed(@Nullable Query terms) {}

  private Bm25Index(IndexSearcher searcher, int[] ordinals, Split[] splits) {
    this.searcher = searcher;
    this.ordinals = ordinals;
    this.splits = splits;
  }

  /** Makes an index of sections, whose ordinals are their places in the order of adding. */
  static final class Builder {
    private static final double BUFFER_MEGABYTES = 64;
    private static final FieldType COUNTED = counted();

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private final WordStream stream = new WordStream();
    private final List<Split> splits = new ArrayList<>();

    Builder() {
      IndexWriterConfig config =
          new IndexWriterConfig(Terms.analyzer())
              .setSimilarity(new BM25Similarity())
              .setRAMBufferSizeMB(BUFFER_MEGABYTES)
              .setUseCompoundFile(false)
              // Merges neighbours alone, so that equal scores stay in the order of the corpus.
              .setMergePolicy(new LogByteSizeMergePolicy())
              .setMergeScheduler(new SerialMergeScheduler());
      try {
        writer = new IndexWriter(directory, config);
      } catch (IOException e) {
        throw new UncheckedIOException(UNWRITABLE, e);
      }
    }

    /** How often a word occurs is all that BM25 asks for. */
    private static FieldType counted() {
      FieldType type = new FieldType();
      type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
      type.setTokenized(true);
      type.freeze();
      return type;
    }

    /**
     * Adds a section.
     *
     * @param words of its text, see {@link Terms#analyze}
     */
    void add(CorpusSection section, Split split, List<String> words) {
      List<String> title = Terms.analyze(section.title()).words();
      List<String> all = new ArrayList<>(2 * title.size() + words.size());
      all.addAll(title);
      all.addAll(title);
      all.addAll(words);
      Document document = new Document();
      document.add(new Field(TEXT, stream.of(all), COUNTED));
      document.add(new StringField(ID, section.id(), Field.Store.NO));
      document.add(new StringField(SPLIT, split.name(), Field.Store.NO));
      document.add(new NumericDocValuesField(ORDINAL, splits.size()));
      splits.add(split);
      try {
        writer.addDocument(document);
      } catch (IOException e) {
        throw new UncheckedIOException(UNWRITABLE, e);
      }
    }

    Bm25Index build() {
      try {
        writer.forceMerge(1);
        writer.close();
        DirectoryReader reader = DirectoryReader.open(directory);
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity());
        return new Bm25Index(searcher, ordinals(reader), splits.toArray(Split[]::new));
      } catch (IOException e) {
        throw new UncheckedIOException(UNWRITABLE, e);
      }
    }
  }

  private static int[] ordinals(DirectoryReader reader) throws IOException {
    int[] ordinals = new int[reader.maxDoc()];
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues values = leaf.reader().getNumericDocValues(ORDINAL);
      while (values != null && values.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
        ordinals[leaf.docBase + values.docID()] = (int) values.longValue();
      }
    }
    return ordinals;
  }

  /**
   * The best sections for a query, best first; equal scores in the order of the corpus.
   *
   * @param split only sections of this split, null for all
   */
  public List<Hit> search(String query, int depth, @Nullable Split split) {
    return search(analyze(query), depth, split);
  }

  /** As {@link #search(String, int, Split)}, for a query that is analyzed already. */
  List<Hit> search(Analyzed query, int depth, @Nullable Split split) {
    Query terms = query.terms();
    if (terms == null) {
      return List.of();
    }
    if (split == null) {
      return search(terms, depth);
    }
    // Lucene is faster without a filter, and most of the best mostly belong to one split.
    List<Hit> all = search(terms, 2 * depth);
    List<Hit> own = all.stream().filter(hit -> splits[hit.ordinal()] == split).toList();
    return own.size() >= depth || all.size() < 2 * depth
        ? own.subList(0, Math.min(depth, own.size()))
        : search(filtered(terms, new Term(SPLIT, split.name())), depth);
  }

  /** A section's score for a query, 0 where they share no term. */
  float score(Analyzed query, String sectionId) {
    Query terms = query.terms();
    if (terms == null) {
      return 0;
    }
    List<Hit> hits = search(filtered(terms, new Term(ID, sectionId)), 1);
    return hits.isEmpty() ? 0 : hits.get(0).score();
  }

  private List<Hit> search(Query query, int depth) {
    try {
      List<Hit> hits = new ArrayList<>();
      for (ScoreDoc found : searcher.search(query, depth).scoreDocs) {
        hits.add(new Hit(ordinals[found.doc], found.score));
      }
      return hits;
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory can't fail to be read", e);
    }
  }

  Analyzed analyze(String query) {
    String cut = query.length() > MAX_QUERY_CHARS ? query.substring(0, MAX_QUERY_CHARS) : query;
    return new Analyzed(new QueryBuilder(Terms.analyzer()).createBooleanQuery(TEXT, cut));
  }

  private static Query filtered(Query query, Term filter) {
    return new BooleanQuery.Builder()
        .add(query, BooleanClause.Occur.MUST)
        .add(new TermQuery(filter), BooleanClause.Occur.FILTER)
        .build();
  }
}
