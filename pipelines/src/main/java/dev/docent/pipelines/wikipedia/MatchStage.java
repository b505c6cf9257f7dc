package dev.docent.pipelines.wikipedia;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.DeadLetter;
import dev.docent.records.Entry;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.MatchConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.transforms.wikipedia.LearnFloors;
import dev.docent.transforms.wikipedia.MatchEntries;
import dev.docent.transforms.wikipedia.MatchLimits;
import dev.docent.transforms.wikipedia.MatchPage;
import dev.docent.transforms.wikipedia.MatchTable;
import dev.docent.transforms.wikipedia.MatchedTopics;
import dev.docent.transforms.wikipedia.TopicFloors;
import dev.docent.transforms.wikipedia.WikipediaDumpIO;
import dev.docent.transforms.wikipedia.dump.DumpSite;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.dump.DumpSplits;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.jspecify.annotations.Nullable;

/** Matches topics with the entries of a Wikipedia dump, in one Beam job. */
public final class MatchStage implements StageBody {
  private static final String MATCHES = "matches";
  private static final String ENTRIES = "entries";
  private static final String DEAD_LETTERS = "dead-letters";

  @Override
  public void run(StageContext context) throws Exception {
    MatchConfig settings = context.settings(MatchConfig.class);
    String addressPrefix = "";
    TopicFloors floors = null;
    if (settings.wikipedia().isEmpty()) {
      System.err.println("match: no --wikipedia dump is given, so no entries are matched");
      writeNothing(context.output());
    } else {
      // The job first: it makes the stores known in which a dump may lie.
      BeamJob job = BeamJob.of(context);
      List<DumpSplit> splits = DumpSplits.of(dump(settings));
      DumpSite site = DumpSite.of(splits.get(0));
      addressPrefix = site.addressPrefix();
      Namespaces namespaces = namespaces(context, site);
      floors =
          LearnFloors.of(
              context.input(Stage.TOPICS).folder(),
              splits,
              namespaces,
              settings.minEntryCharacters());
      floors.write(context.output().resolve("floors.json"));
      context.counts().addOther("floor-entries", floors.entries());
      match(job, context, settings, splits, floors, namespaces);
      warn(context, settings);
    }
    writePages(context, floors, addressPrefix);
  }

  /** The dump's address; a path that doesn't depend on the folder in which a worker runs. */
  private static String dump(MatchConfig settings) {
    String dump = settings.wikipedia();
    if (dump.contains("://")) {
      return dump;
    }
    String absolute = Path.of(dump).toAbsolutePath().toString();
    return dump.endsWith("/") ? absolute + "/" : absolute;
  }

  /** Read once, by the driver, so that they reach the workers of splits that don't see the head. */
  private static Namespaces namespaces(StageContext context, DumpSite site) {
    if (site.defect() != null) {
      context.warn(
          "the dump's own names of namespaces can't be used (%s); those of the larger Wikipedias are"
              .formatted(site.defect()));
    }
    return Namespaces.of(site.namespaces());
  }

  private static void match(
      BeamJob job,
      StageContext context,
      MatchConfig settings,
      List<DumpSplit> splits,
      TopicFloors floors,
      Namespaces namespaces)
      throws IOException {
    MatchLimits limits =
        new MatchLimits(
            settings.entriesPerTopic(),
            settings.topicsPerEntry(),
            settings.minSimilarity(),
            settings.minEntryCharacters());
    PCollectionTuple matched =
        job.pipeline()
            .apply("Read", WikipediaDumpIO.read(splits))
            .apply(
                "Match",
                MatchEntries.withTopics(context.input(Stage.TOPICS).location(""))
                    .withLimits(limits)
                    .withFloors(floors)
                    .withNamespaces(namespaces));
    matched
        .get(MatchEntries.MATCHES)
        .apply(
            "Write matches", RecordFiles.write(TopicMatch.class, context.outputLocation(MATCHES)));
    matched
        .get(MatchEntries.MATCHED)
        .apply("Write entries", RecordFiles.write(Entry.class, context.outputLocation(ENTRIES)));
    matched
        .get(MatchEntries.DEAD_LETTERS)
        .apply(
            "Write dead letters",
            RecordFiles.write(DeadLetter.class, context.outputLocation(DEAD_LETTERS)));
    job.run();
  }

  private static void writeNothing(Path output) throws IOException {
    AvroFiles.write(TopicMatch.class, output.resolve(MATCHES).resolve("part-0.avro"), List.of());
    AvroFiles.write(Entry.class, output.resolve(ENTRIES).resolve("part-0.avro"), List.of());
    AvroFiles.write(
        DeadLetter.class, output.resolve(DEAD_LETTERS).resolve("part-0.avro"), List.of());
  }

  private static void warn(StageContext context, MatchConfig settings) throws IOException {
    AvroFiles.forEach(
        DeadLetter.class,
        context.written(DEAD_LETTERS),
        letter -> {
          if (letter.getReason().equals(MatchEntries.CUT_OFF)) {
            context.warn(letter.getDetail() + "; all whole pages are kept");
          }
        });
    if (context.counts().written() == 0) {
      context.warn(
          "no entry of '%s' is as similar to a topic as the learned floors (floors.json) and --min-similarity %s ask; a dump nearer to the site's subjects finds more"
              .formatted(settings.wikipedia(), settings.minSimilarity()));
    }
  }

  /** The files for people; small, since the limits bound them. */
  private static void writePages(
      StageContext context, @Nullable TopicFloors floors, String addressPrefix) throws IOException {
    Path output = context.output();
    List<TopicMatch> matches = AvroFiles.readAll(TopicMatch.class, context.written(MATCHES));
    context.counts().addOther("matches", matches.size());
    MatchedTopics topics =
        MatchedTopics.of(
            AvroFiles.readAll(Topic.class, context.input(Stage.TOPICS).file("topics")),
            matches,
            AvroFiles.readAll(Entry.class, context.written(ENTRIES)),
            addressPrefix);
    MatchTable.write(topics, output.resolve("matches.csv"));
    MatchPage.write(topics, floors, output.resolve("matches.html"));
  }
}
