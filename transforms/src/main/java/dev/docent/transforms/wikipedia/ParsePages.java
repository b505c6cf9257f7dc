package dev.docent.transforms.wikipedia;

import dev.docent.records.DeadLetter;
import dev.docent.records.Entry;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.wikipedia.dump.DumpPage;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import dev.docent.transforms.wikipedia.wikitext.ParsedEntry;
import dev.docent.transforms.wikipedia.wikitext.WikitextParser;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/** Turns pages into entries of plain text; leaves out short ones and disambiguation pages. */
final class ParsePages extends DoFn<DumpPage, Entry> {
  private static final long serialVersionUID = 1L;

  private final int minCharacters;
  private final Namespaces namespaces;
  private final TupleTag<DeadLetter> deadLetters;
  private final StageCounter shortEntries = StageCounter.other("short-entries");
  private final StageCounter disambiguations = StageCounter.other("disambiguations");

  ParsePages(int minCharacters, Namespaces namespaces, TupleTag<DeadLetter> deadLetters) {
    this.minCharacters = minCharacters;
    this.namespaces = namespaces;
    this.deadLetters = deadLetters;
  }

  @ProcessElement
  public void parse(@Element DumpPage page, MultiOutputReceiver out) {
    if (Disambiguation.isOne(page.title(), page.text())) {
      disambiguations.inc();
      return;
    }
    ParsedEntry parsed = WikitextParser.parse(page.text(), namespaces);
    if (parsed.sections().isEmpty()) {
      DeadLetters.put(
          out.get(deadLetters),
          page.title(),
          "no-text",
          "%,d characters of wikitext hold no prose".formatted(page.text().length()));
    } else if (parsed.characters() < minCharacters) {
      shortEntries.inc();
    } else {
      out.get(MatchEntries.ENTRIES).output(entry(page, parsed));
    }
  }

  static Entry entry(DumpPage page, ParsedEntry parsed) {
    return new Entry(
        page.id(), page.title(), parsed.sections(), parsed.categories(), parsed.links());
  }
}
