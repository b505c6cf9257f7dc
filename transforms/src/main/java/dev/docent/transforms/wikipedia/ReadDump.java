package dev.docent.transforms.wikipedia;

import dev.docent.records.DeadLetter;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.wikipedia.dump.DumpBreak;
import dev.docent.transforms.wikipedia.dump.DumpPage;
import dev.docent.transforms.wikipedia.dump.DumpReader;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.dump.SplitStream;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads the articles of a dump's split: pages of namespace 0 that aren't redirects. Counts every
 * page as read. What is faulty goes to the dead letters, and so does the place where a dump breaks
 * off, with the reason {@value MatchEntries#CUT_OFF}.
 */
final class ReadDump extends DoFn<DumpSplit, DumpPage> {
  private static final long serialVersionUID = 1L;

  private final TupleTag<DeadLetter> deadLetters;
  private final StageCounter read = StageCounter.read();
  private final StageCounter redirects = StageCounter.other("redirects");
  private final StageCounter otherNamespaces = StageCounter.other("other-namespaces");
  private final StageCounter breaks = StageCounter.other("dump-breaks");

  ReadDump(TupleTag<DeadLetter> deadLetters) {
    this.deadLetters = deadLetters;
  }

  @ProcessElement
  public void read(@Element DumpSplit split, MultiOutputReceiver out) throws IOException {
    try (SplitStream stream = SplitStream.open(split)) {
      DumpReader reader = new DumpReader(stream);
      for (DumpPage page = reader.next(); page != null; page = reader.next()) {
        read.inc();
        take(page, out);
      }
      for (DumpBreak broken : reader.breaks()) {
        cutOff(split, broken, out);
      }
    }
  }

  /** Whether a page is an article that can be used. */
  static boolean isArticle(DumpPage page) {
    return !page.redirect() && page.namespace() == 0 && page.fault() == null;
  }

  private void take(DumpPage page, MultiOutputReceiver out) {
    if (page.redirect()) {
      redirects.inc();
    } else if (page.namespace() != 0) {
      otherNamespaces.inc();
    } else if (page.fault() != null) {
      String id = page.title().isEmpty() ? Long.toString(page.id()) : page.title();
      DeadLetters.put(out.get(deadLetters), id, page.fault().reason(), page.fault().detail());
    } else {
      out.get(WikipediaDumpIO.PAGES).output(page);
    }
  }

  private void cutOff(DumpSplit split, DumpBreak broken, MultiOutputReceiver out) {
    if (broken.insidePage()) {
      read.inc();
    }
    if (!broken.beyondSplit()) {
      breaks.inc();
    }
    DeadLetters.put(
        out.get(deadLetters),
        broken.lastWholePage(),
        broken.beyondSplit() ? MatchEntries.PAGE_CUT_OFF : MatchEntries.CUT_OFF,
        "the dump '%s' is not whole: %s".formatted(split.file(), broken.describe()));
  }
}
