package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.counting.CountWritten;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.PageSources;
import dev.docent.transforms.sources.PlainWebClients;
import dev.docent.transforms.sources.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleTransformsTest {
  private static final String PROSE = "Pods run containers on the nodes of a cluster.";

  @TempDir Path folder;

  private static Map<String, Long> run(Path source, List<String> articles, List<String> letters) {
    StageCounter.resetLive();
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple read =
        pipeline.apply("Read", source(source).read(Span.ALWAYS, new PlainWebClients()));
    PCollectionTuple parsed =
        read.get(PageSource.PAGES)
            .apply("Count", CountWritten.of(RawPage.class))
            .apply("Parse", ParseArticles.with(new ArticleParser(10, 1)));
    PAssert.that(
            parsed
                .get(ParseArticles.ARTICLES)
                .apply(MapElements.into(TypeDescriptors.strings()).via(CarriedArticle::id)))
        .satisfies(new Equals(articles));
    PAssert.that(
            read.get(PageSource.DEAD_LETTERS)
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via((DeadLetter d) -> d.getStage() + " " + d.getId())))
        .satisfies(new Equals(letters));
    pipeline.run().waitUntilFinish();
    return new TreeMap<>(StageCounter.live());
  }

  private static PageSource source(Path articles) {
    return PageSources.of(
        Settings.read(
            IngestConfig.class,
            "ingest",
            Map.of("articles", articles.toString(), "max-page-bytes", "1024")));
  }

  /** Compares without regard to order. */
  private record Equals(List<String> expected)
      implements SerializableFunction<Iterable<String>, Void> {
    @Override
    public Void apply(Iterable<String> actual) {
      List<String> sorted = new ArrayList<>();
      actual.forEach(sorted::add);
      Collections.sort(sorted);
      assertEquals(expected, sorted);
      return null;
    }
  }

  @Test
  void foldersAreReadAndParsed() throws Exception {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/b.html"), "<p>" + PROSE);
    Files.writeString(folder.resolve("big.html"), PROSE.repeat(100));
    Files.writeString(folder.resolve("empty.html"), "");
    Map<String, Long> counts = run(folder, List.of("a/b.html"), List.of("ingest big.html"));
    assertEquals(
        Map.of("read", 5L, "written", 2L, "dead-letter:too-large", 1L, "dead-letter:no-text", 1L),
        counts);
  }

  @Test
  void packedCorporaAreRead() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"_id\": \"d\", \"text\": \"x\"}\n{".getBytes(StandardCharsets.UTF_8));
    }
    Path corpus = Files.write(folder.resolve("corpus.jsonl.gz"), packed.toByteArray());
    run(corpus, List.of("d"), List.of("ingest line 2"));
  }
}
