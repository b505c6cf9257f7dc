package dev.docent.transforms.dataset.negatives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.Test;

class Bm25IndexTest {
  private static final long SEED = 20261202;

  @Test
  void scoresAsLuceneDoesThatAnalyzesByItself() throws IOException {
    Random random = new Random(SEED);
    List<CorpusSection> sections =
        IntStream.range(0, 200).mapToObj(i -> section(i, words(random, 60))).toList();
    Bm25Index index = index(sections);
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      write(sections, directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity());
        QueryBuilder queries = new QueryBuilder(Terms.analyzer());
        for (int trial = 0; trial < 50; trial++) {
          String query = "topic " + words(random, 6);
          List<Bm25Index.Hit> expected = new ArrayList<>();
          for (ScoreDoc hit :
              searcher.search(queries.createBooleanQuery("text", query), 20).scoreDocs) {
            expected.add(new Bm25Index.Hit(hit.doc, hit.score));
          }
          assertEquals(
              expected, index.search(query, 20, null), "seed %d, '%s'".formatted(SEED, query));
        }
      }
    }
  }

  @Test
  void givesEqualScoresInTheOrderOfTheCorpus() {
    Bm25Index index =
        index(IntStream.range(0, 300).mapToObj(i -> section(i, "the same words")).toList());
    assertEquals(
        IntStream.range(0, 20).boxed().toList(),
        index.search("same words", 20, null).stream().map(Bm25Index.Hit::ordinal).toList());
  }

  private static Bm25Index index(List<CorpusSection> sections) {
    Bm25Index.Builder builder = new Bm25Index.Builder();
    for (CorpusSection section : sections) {
      builder.add(section, Split.TRAIN, Terms.analyze(section.text()).words());
    }
    return builder.build();
  }

  private static void write(List<CorpusSection> sections, ByteBuffersDirectory directory)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(Terms.analyzer()))) {
      for (CorpusSection section : sections) {
        Document document = new Document();
        String title = section.title();
        document.add(
            new TextField("text", title + "\n" + title + "\n" + section.text(), Field.Store.NO));
        writer.addDocument(document);
      }
    }
  }

  private static CorpusSection section(int number, String text) {
    return new CorpusSection(
        "d#" + number, "d", TextSource.SITE, "Topic w" + number % 7, List.of(), text);
  }

  /** Frequent and rare words, function words, numbers and words in need of analysis. */
  private static String words(Random random, int most) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(
            i ->
                switch (random.nextInt(8)) {
                  case 0 -> "the";
                  case 1 -> "should";
                  case 2 -> "" + random.nextInt(20);
                  case 3 -> "Running w" + random.nextInt(5) + "'s";
                  default -> "w" + (int) Math.abs(random.nextGaussian() * 12);
                })
        .collect(Collectors.joining(random.nextBoolean() ? " " : ". "));
  }
}
