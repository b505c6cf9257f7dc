package dev.docent.transforms.wikipedia;

import dev.docent.records.DeadLetter;
import dev.docent.records.Entry;
import dev.docent.records.TopicMatch;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import java.util.List;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a dump that lie closest to each topic: what {@link WikipediaDumpIO} reads
 * in; out come {@link #MATCHES}, the {@link #MATCHED} entries and {@link #DEAD_LETTERS}.
 *
 * <pre>{@code
 * pipeline
 *     .apply(WikipediaDumpIO.read(splits))
 *     .apply(MatchEntries.withTopics(topicsFolder).withLimits(limits));
 * }</pre>
 */
public final class MatchEntries extends PTransform<PCollectionTuple, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<TopicMatch> MATCHES = new TupleTag<>("matches") {};
  public static final TupleTag<Entry> MATCHED = new TupleTag<>("matched") {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead-letters") {};

  /** The reason of the dead letter that says where a dump breaks off. */
  public static final String CUT_OFF = "dump-cut-off";

  /** The reason of a page that is lost by damage which is told elsewhere. */
  static final String PAGE_CUT_OFF = "page-cut-off";

  static final TupleTag<Entry> ENTRIES = new TupleTag<>("entries") {};
  static final TupleTag<KV<Long, Entry>> NEAR_ENTRIES = new TupleTag<>("near-entries") {};
  static final TupleTag<KV<Long, TopicMatch>> CANDIDATES = new TupleTag<>("candidates") {};

  private final String topicsFolder;
  private final MatchLimits limits;
  private final @Nullable TopicFloors floors;
  private final Namespaces namespaces;

  private MatchEntries(
      String topicsFolder,
      MatchLimits limits,
      @Nullable TopicFloors floors,
      Namespaces namespaces) {
    this.topicsFolder = topicsFolder;
    this.limits = limits;
    this.floors = floors;
    this.namespaces = namespaces;
  }

  /**
   * Matches with the topics of an artifact, within the default limits, without floors.
   *
   * @param topicsFolder a local path, or the artifact's location in a store
   */
  public static MatchEntries withTopics(String topicsFolder) {
    return new MatchEntries(topicsFolder, MatchLimits.DEFAULT, null, Namespaces.KNOWN);
  }

  public MatchEntries withLimits(MatchLimits newLimits) {
    return new MatchEntries(topicsFolder, newLimits, floors, namespaces);
  }

  public MatchEntries withFloors(TopicFloors newFloors) {
    return new MatchEntries(topicsFolder, limits, newFloors, namespaces);
  }

  /** With the namespaces of the dump's wiki; else those of the larger Wikipedias. */
  public MatchEntries withNamespaces(Namespaces newNamespaces) {
    return new MatchEntries(topicsFolder, limits, floors, newNamespaces);
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple read) {
    PCollectionTuple parsed =
        read.get(WikipediaDumpIO.PAGES)
            // A dump of one bzip2 stream has one reader; the rest is shared out.
            .apply("Share", Reshuffle.viaRandomKey())
            .apply(
                "Parse",
                ParDo.of(new ParsePages(limits.minEntryCharacters(), namespaces, DEAD_LETTERS))
                    .withOutputTags(ENTRIES, TupleTagList.of(DEAD_LETTERS)));
    PCollectionTuple near =
        parsed
            .get(ENTRIES)
            .apply(
                "Project",
                ParDo.of(new ProjectEntries(topicsFolder, limits, floors))
                    .withOutputTags(NEAR_ENTRIES, TupleTagList.of(CANDIDATES)));
    PCollection<TopicMatch> matches =
        near.get(CANDIDATES)
            .apply("Of an id", GroupByKey.create())
            .apply("One page an id", ParDo.of(new OnePageAnId()))
            .apply("Best of topic", Top.perKey(limits.entriesPerTopic(), new BySimilarity()))
            .apply("Rank", ParDo.of(new RankMatches()));
    PCollection<Entry> matched =
        KeyedPCollectionTuple.of(KeepMatched.ENTRY, near.get(NEAR_ENTRIES))
            .and(KeepMatched.MATCH, matches.apply("Key", ParDo.of(new KeyByEntry())))
            .apply("Join", CoGroupByKey.create())
            .apply("Keep matched", ParDo.of(new KeepMatched()));
    PCollection<DeadLetter> deadLetters =
        PCollectionList.of(
                List.of(read.get(WikipediaDumpIO.DEAD_LETTERS), parsed.get(DEAD_LETTERS)))
            .apply("Dead letters", org.apache.beam.sdk.transforms.Flatten.pCollections());
    return PCollectionTuple.of(MATCHES, matches)
        .and(MATCHED, matched)
        .and(DEAD_LETTERS, deadLetters);
  }
}
