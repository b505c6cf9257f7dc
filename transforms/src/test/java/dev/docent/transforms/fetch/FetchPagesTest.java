package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchPagesTest {
  @TempDir Path kept;
  private TinySite site;

  @BeforeEach
  void start() throws IOException {
    site = new TinySite();
    site.on(
        "/etag",
        e -> {
          e.getResponseHeaders().set("ETag", "\"1\"");
          boolean known = "\"1\"".equals(e.getRequestHeaders().getFirst("If-None-Match"));
          if (known) {
            TinySite.send(e, 304, "");
          } else {
            TinySite.html(e, "one");
          }
        });
    site.on("/plain", e -> TinySite.html(e, "two"));
    site.on("/gone", e -> TinySite.send(e, 410, ""));
    site.on("/broken", e -> TinySite.send(e, 500, ""));
    site.on(
        "/image",
        e -> {
          e.getResponseHeaders().set("Content-Type", "image/png");
          TinySite.send(e, 200, "PNG");
        });
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static final String[] PATHS = {"/etag", "/plain", "/gone", "/broken", "/image"};

  /** Fetches all pages and hands on the outcomes by path. */
  private Map<String, PageOutcome> fetch(Map<String, PageOutcome> known, int pages) {
    Pipeline pipeline = Pipeline.create();
    List<KV<PageLink, PageOutcome>> asked = new ArrayList<>();
    for (String path : PATHS) {
      asked.add(KV.of(new PageLink(site.url(path), null, null, null, List.of()), known.get(path)));
      asked.add(KV.of(new PageLink(site.url(path), null, null, null, List.of()), known.get(path)));
    }
    FetchSettings settings = new FetchSettings(1000, 2, 2, 0, 3, 100_000, "docent", true, null);
    PCollectionTuple fetched =
        pipeline
            .apply(
                Create.of(asked)
                    .withCoder(
                        KvCoder.of(
                            AvroCoder.specific(PageLink.class),
                            NullableCoder.of(AvroCoder.specific(PageOutcome.class)))))
            .apply(FetchPages.with(settings, kept));
    Map<String, PageOutcome> outcomes = new HashMap<>();
    String root = site.url("");
    PAssert.that(fetched.get(FetchPages.OUTCOMES))
        .satisfies(
            all -> {
              assertEquals(PATHS.length, StreamSupport.stream(all.spliterator(), false).count());
              all.forEach(one -> FOUND.put(one.getId().substring(root.length()), one));
              return null;
            });
    PAssert.that(fetched.get(FetchPages.PAGES))
        .satisfies(
            all -> {
              for (RawPage page : all) {
                assertTrue(page.getContent().remaining() > 0);
              }
              assertEquals(pages, StreamSupport.stream(all.spliterator(), false).count());
              return null;
            });
    FOUND.clear();
    pipeline.run().waitUntilFinish();
    outcomes.putAll(FOUND);
    return outcomes;
  }

  /** Where a check inside the pipeline leaves what it saw: it runs in this JVM. */
  private static final Map<String, PageOutcome> FOUND = new ConcurrentHashMap<>();

  @Test
  void everyPageEndsInOneOutcome() {
    Map<String, PageOutcome> outcomes = fetch(Map.of(), 2);
    assertEquals(Outcome.FETCHED, outcomes.get("/etag").getOutcome());
    assertEquals("\"1\"", outcomes.get("/etag").getEtag());
    assertEquals(Outcome.FETCHED, outcomes.get("/plain").getOutcome());
    assertEquals(Outcome.GONE, outcomes.get("/gone").getOutcome());
    assertEquals(Outcome.FAILED, outcomes.get("/broken").getOutcome());
    assertEquals("http-500", outcomes.get("/broken").getReason());
    assertEquals(Outcome.REFUSED, outcomes.get("/image").getOutcome());
    assertEquals("unsupported-type", outcomes.get("/image").getReason());
  }

  @Test
  void whatIsUnchangedIsToldByValidatorOrByContent() throws IOException {
    Map<String, PageOutcome> first = fetch(Map.of(), 2);
    forget();
    Map<String, PageOutcome> second = fetch(first, 0);
    assertEquals(Outcome.UNCHANGED, second.get("/etag").getOutcome());
    assertEquals(Outcome.UNCHANGED, second.get("/plain").getOutcome());
    assertEquals(first.get("/plain").getDigest(), second.get("/plain").getDigest());
  }

  @Test
  void anotherAttemptAsksForNothingAgain() {
    fetch(Map.of(), 2);
    int asked = site.asked.size();
    fetch(Map.of(), 2);
    assertEquals(asked, site.asked.size());
  }

  @Test
  void aHalfWrittenBatchIsIgnored() throws IOException {
    fetch(Map.of(), 2);
    try (Stream<Path> walk = Files.walk(kept)) {
      for (Path file : walk.filter(f -> f.endsWith("outcomes.avro")).toList()) {
        Files.move(file.getParent(), Path.of(file.getParent() + ".part"));
      }
    }
    int asked = site.asked.size();
    fetch(Map.of(), 2);
    assertEquals(2 * asked, site.asked.size());
  }

  @Test
  void aBatchThatWasSavedTwiceCountsOnce() throws IOException {
    fetch(Map.of(), 2);
    try (Stream<Path> walk = Files.walk(kept)) {
      for (Path file : walk.filter(f -> f.endsWith("outcomes.avro")).toList()) {
        Path again = Files.createDirectories(Path.of(file.getParent() + "-again"));
        Files.copy(file, again.resolve("outcomes.avro"));
        Files.copy(file.resolveSibling("pages.avro"), again.resolve("pages.avro"));
      }
    }
    fetch(Map.of(), 2);
  }

  private void forget() throws IOException {
    AtomicFiles.deleteTree(kept);
    Files.createDirectories(kept);
  }
}
