package dev.docent.transforms.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.docent.records.Outcome;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.avro.AvroFiles;
import dev.docent.transforms.counting.StageCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestPagesTest {
  @TempDir Path folder;

  @Test
  void readsNewestVersionsAndHonoursTombstones() throws IOException {
    pages("w1/pages/part-0.avro", page("kept", 1, "k1"), page("changed", 1, "c1"));
    pages("w1/pages/part-1.avro", page("gone", 1, "g1"), page("back", 1, "b1"));
    pages("w2/pages/part-0.avro", page("changed", 2, "c2"));
    gone("w2", "gone", 2);
    gone("w2", "back", 2);
    gone("w2", "never-seen", 2);
    pages("w3/pages/part-0.avro", page("back", 3, "b3"));

    Pipeline pipeline = Pipeline.create();
    PAssert.that(texts(pipeline, "w1", "w2", "w3"))
        .satisfies(new Equals(List.of("back b3", "changed c2", "kept k1")));
    StageCounter.resetLive();
    pipeline.run().waitUntilFinish();
    assertEquals(2, StageCounter.live().get("other:superseded"));
    assertEquals(1, StageCounter.live().get("other:gone"));
  }

  @Test
  void findsPagesOfAnySizeInFilesOfManyBlocks() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, String> newest = new HashMap<>();
    for (int window = 0; window < 3; window++) {
      List<RawPage> pages = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        if (random.nextInt(window + 1) == 0) {
          String text = "w" + window + " " + "x".repeat(random.nextInt(3000));
          newest.put("page-" + i, text);
          pages.add(page("page-" + i, window, text));
        }
      }
      Collections.shuffle(pages, random);
      pages("w" + window + "/pages/part-0.avro", pages.toArray(RawPage[]::new));
    }
    Map<String, List<PageEvent>> events = new HashMap<>();
    for (int window = 0; window < 3; window++) {
      PageFiles.versions(
          folder.resolve("w" + window + "/pages/part-0.avro").toString(),
          event -> events.computeIfAbsent(event.id(), key -> new ArrayList<>()).add(event));
    }
    Map<String, List<PagePlace>> places = new HashMap<>();
    for (List<PageEvent> page : events.values()) {
      PagePlace place = Objects.requireNonNull(Newest.of(page).place());
      places.computeIfAbsent(place.range(), key -> new ArrayList<>()).add(place);
    }
    Map<String, String> read = new HashMap<>();
    for (List<PagePlace> range : places.values()) {
      PageFiles.read(range, page -> assertNull(read.put(page.getId(), page.getDigest())));
    }
    assertEquals(newest, read, "seed " + seed);
  }

  @Test
  void rangesOfAFileGiveEachPageOnce() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<RawPage> pages = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      pages.add(page("page-" + i, 1, "x".repeat(random.nextInt(3000)) + random.nextLong()));
    }
    pages("w/pages/part-0.avro", pages.toArray(RawPage[]::new));
    Path file = folder.resolve("w/pages/part-0.avro");
    List<String> read = new ArrayList<>();
    for (long from = 0; from < Files.size(file); ) {
      long to = from + 1 + random.nextInt(2000);
      PageFiles.readRange(file.toString(), from, to, page -> read.add(page.getId()));
      from = to;
    }
    assertEquals(pages.stream().map(RawPage::getId).toList(), read, "seed " + seed);
  }

  @Test
  void pagesOfOneVersionAreReadAsTheyAre() throws IOException {
    pages("w1/pages/part-0.avro", page("a", 1, "a1"), page("b", 1, "b1"));
    pages("w1/pages/part-1.avro", page("c", 1, "c1"));
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(EachPage.of(files(folder.resolve("w1/pages"))))
                .apply(MapElements.into(TypeDescriptors.strings()).via(RawPage::getDigest)))
        .satisfies(new Equals(List.of("a1", "b1", "c1")));
    pipeline.run().waitUntilFinish();
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

  private org.apache.beam.sdk.values.PCollection<String> texts(
      Pipeline pipeline, String... windows) {
    pipeline
        .getCoderRegistry()
        .registerCoderForClass(RawPage.class, AvroCoder.specific(RawPage.class));
    List<String> pages = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    for (String window : windows) {
      pages.addAll(files(folder.resolve(window).resolve("pages")));
      outcomes.addAll(files(folder.resolve(window).resolve("outcomes")));
    }
    return pipeline
        .apply(NewestPages.of(pages, outcomes))
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(
                    page ->
                        page.getId()
                            + " "
                            + new String(
                                page.getContent().array(),
                                java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static List<String> files(Path folder) {
    String[] names = folder.toFile().list();
    return names == null
        ? List.of()
        : Stream.of(names).map(name -> folder.resolve(name).toString()).toList();
  }

  private void pages(String file, RawPage... pages) throws IOException {
    AvroFiles.write(RawPage.class, folder.resolve(file), List.of(pages));
  }

  private void gone(String window, String id, long second) throws IOException {
    PageOutcome outcome =
        new PageOutcome(
            id,
            null,
            Outcome.GONE,
            null,
            null,
            404,
            1,
            null,
            null,
            null,
            Instant.ofEpochSecond(second));
    AvroFiles.write(
        PageOutcome.class, folder.resolve(window + "/outcomes/" + id + ".avro"), List.of(outcome));
  }

  private static RawPage page(String id, long second, String text) {
    return new RawPage(
        id,
        null,
        null,
        "text/html",
        null,
        ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        text,
        Instant.ofEpochSecond(second),
        null,
        null,
        List.of());
  }
}
