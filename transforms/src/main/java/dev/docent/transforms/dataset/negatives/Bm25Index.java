package dev.docent.transforms.dataset.negatives;

import dev.docent.records.Split;
import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
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

  /** Indexes sections; their places in the list are the hits' ordinals. */
  public static Bm25Index of(List<CorpusSection> sections, Function<CorpusSection, Split> splits) {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(Terms.analyzer()).setSimilarity(new BM25Similarity());
    try {
      Split[] own = sections.stream().map(splits).toArray(Split[]::new);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int i = 0; i < sections.size(); i++) {
          writer.addDocument(document(sections.get(i), own[i], i));
        }
        writer.forceMerge(1);
      }
      DirectoryReader reader = DirectoryReader.open(directory);
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity());
      return new Bm25Index(searcher, ordinals(reader), own);
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory can't fail to be written", e);
    }
  }

  private static Document document(CorpusSection section, Split split, int ordinal) {
    String title = section.title();
    Document document = new Document();
    document.add(new TextField(TEXT, title + "\n" + title + "\n" + section.text(), Field.Store.NO));
    document.add(new StringField(ID, section.id(), Field.Store.NO));
    document.add(new StringField(SPLIT, split.name(), Field.Store.NO));
    document.add(new NumericDocValuesField(ORDINAL, ordinal));
    return document;
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
