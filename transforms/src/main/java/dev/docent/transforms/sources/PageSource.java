package dev.docent.transforms.sources;

import dev.docent.records.DeadLetter;
import dev.docent.records.PageLink;
import dev.docent.records.RawPage;
import dev.docent.records.config.SourceKind;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A place that pages come from. Immutable and serializable; holds no secret, only where one lies.
 *
 * <p>A source counts as {@code read} each thing it names, and its dead letters by reason. What
 * becomes of pages and links is counted where that is settled, by the stage.
 */
public interface PageSource extends Serializable {
  /**
   * Whole pages. Of a source that keeps several captures (WARC) an id may come more than once; the
   * one of the latest {@code ingestedAt} counts.
   */
  TupleTag<RawPage> PAGES = new TupleTag<>("pages") {};

  /** Pages to be fetched, one a URL. */
  TupleTag<PageLink> LINKS = new TupleTag<>("links") {};

  /** The ids of pages that the source itself says are deleted. */
  TupleTag<String> GONE = new TupleTag<>("gone") {};

  /**
   * The ids of all pages that the source names, in the window or not: a page that is known and not
   * among them is treated by {@link #unlisted}. Dead letters' ids may be among them: a page that
   * can't be read is still there. Only live sources fill it.
   */
  TupleTag<String> LISTED = new TupleTag<>("listed") {};

  /** What can't become a page or a link. Its id is a place in the source, such as 'line 7'. */
  TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead-letters") {};

  SourceKind kind();

  /** What it reads, for people and for the window's record: a path or URL without any secret. */
  String location();

  /** Whether it must be read a window at a time; a snapshot is read with {@link Span#ALWAYS}. */
  default boolean live() {
    return kind().live();
  }

  /** What the absence of a known page from {@link #LISTED} means in a window. */
  Unlisted unlisted(Span window);

  /** Whether what is not listed in this window is gone. */
  default boolean listsEverything(Span window) {
    return unlisted(window) == Unlisted.GONE;
  }

  /**
   * Reads it; the transform's output has all five tags, with their coders set.
   *
   * <p>A listing that can't be read to its end fails the job instead of leaving a part of it out
   * silently: otherwise {@link #unlisted} would bury pages that are there.
   *
   * @param web asks servers for listings; files need none
   */
  PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web);
}
