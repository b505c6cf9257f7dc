package dev.docent.transforms.wikipedia;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.DeadLetter;
import dev.docent.records.Entry;
import dev.docent.records.TopicMatch;
import dev.docent.transforms.wikipedia.dump.DumpSite;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.dump.DumpSplits;
import dev.docent.transforms.wikipedia.dump.Dumps;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchEntriesTest {
  @TempDir Path folder;

  @Test
  void matchesTheEntriesOfACutOffDump() throws Exception {
    TinyTopics.write(folder);
    String dump =
        Dumps.HEAD
            + Dumps.page(3, "Pod", "A kubernetes [[container]]. [[Category:Pods]]")
            + Dumps.page(2, "Sandbox", "A kubernetes container.")
            + Dumps.page(4, "Kubernetes", "#REDIRECT [[Pod]]")
            + Dumps.page(5, "Index", "Database index query.")
            + Dumps.page(5, "Index", "Database index query.")
            + Dumps.page(5, "Zindex", "Database index query.")
            + Dumps.page(6, "Zebra", "Zebra, giraffe and lion.")
            + Dumps.page(7, "Empty", "{{stub}}")
            + "<page><title>Half";
    Path file = Files.write(folder.resolve("dump.xml.bz2"), Dumps.bzip2(dump));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    for (Class<?> type : List.of(Entry.class, TopicMatch.class, DeadLetter.class)) {
      register(pipeline, type);
    }

    PCollectionTuple out =
        pipeline
            .apply(WikipediaDumpIO.read(DumpSplits.of(file)))
            .apply(
                MatchEntries.withTopics(folder.toString())
                    .withLimits(new MatchLimits(2, 1, 0.1, 5)));

    PAssert.that(out.get(MatchEntries.MATCHES))
        .satisfies(
            matches -> {
              // Pod and Sandbox have a foreign term of their own each: a tie, which the id decides.
              assertEquals(
                  List.of("Index 1 1", "Pod 0 2", "Sandbox 0 1"),
                  sorted(
                      matches,
                      m -> "%s %d %d".formatted(m.getEntryTitle(), m.getTopicId(), m.getRank())));
              return null;
            });
    PAssert.that(out.get(MatchEntries.MATCHED))
        .satisfies(
            entries -> {
              assertEquals(List.of("Index", "Pod", "Sandbox"), sorted(entries, Entry::getTitle));
              return null;
            });
    PAssert.that(out.get(MatchEntries.DEAD_LETTERS))
        .satisfies(
            letters -> {
              assertEquals(
                  List.of("Empty dump-cut-off", "Empty no-text"),
                  sorted(letters, l -> l.getId() + " " + l.getReason()));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void takesTheDumpsOwnNamespacesToSplitsThatDoNotSeeItsHead() throws Exception {
    TinyTopics.write(folder);
    String text = "A kubernetes container. [[Vorlage:B|b]] [[Pod]] [[Kategori:X]] [[Kategorie:Y]]";
    String head =
        Dumps.HEAD.replace(
            "</siteinfo>",
            "<namespaces><namespace key=\"10\">Vorlage</namespace>"
                + "<namespace key=\"14\">Kategorie</namespace></namespaces></siteinfo>");
    String first = head + Dumps.page(1, "A", text);
    String whole = first + Dumps.page(2, "B", text) + Dumps.TAIL;
    String file = Dumps.write(folder.resolve("dump.xml"), whole).toString();
    List<DumpSplit> splits =
        List.of(
            new DumpSplit(file, whole.length(), DumpSplit.Format.XML, 0, first.length()),
            new DumpSplit(
                file, whole.length(), DumpSplit.Format.XML, first.length(), whole.length()));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    for (Class<?> type : List.of(Entry.class, TopicMatch.class, DeadLetter.class)) {
      register(pipeline, type);
    }

    PCollectionTuple out =
        pipeline
            .apply(WikipediaDumpIO.read(splits))
            .apply(
                MatchEntries.withTopics(folder.toString())
                    .withLimits(new MatchLimits(2, 1, 0.1, 5))
                    .withNamespaces(Namespaces.of(DumpSite.of(splits.get(0)).namespaces())));

    PAssert.that(out.get(MatchEntries.MATCHED))
        .satisfies(
            entries -> {
              assertEquals(
                  List.of("A [Y] [Pod, Kategori:X]", "B [Y] [Pod, Kategori:X]"),
                  sorted(
                      entries, e -> e.getTitle() + " " + e.getCategories() + " " + e.getLinks()));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @SuppressWarnings("unchecked")
  private static void register(Pipeline pipeline, Class<?> type) {
    Class<org.apache.avro.specific.SpecificRecord> record =
        (Class<org.apache.avro.specific.SpecificRecord>) type;
    pipeline.getCoderRegistry().registerCoderForClass(record, AvroCoder.specific(record));
  }

  private static <T> List<String> sorted(
      Iterable<T> records, java.util.function.Function<T, String> label) {
    return StreamSupport.stream(records.spliterator(), false).map(label).sorted().toList();
  }
}
