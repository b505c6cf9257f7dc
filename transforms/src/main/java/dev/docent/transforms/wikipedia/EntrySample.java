package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.transforms.wikipedia.dump.DumpPage;
import dev.docent.transforms.wikipedia.dump.DumpReader;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.dump.SplitStream;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import dev.docent.transforms.wikipedia.wikitext.ParsedEntry;
import dev.docent.transforms.wikipedia.wikitext.WikitextParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Some entries of a dump: all of a small one, the first of evenly spaced splits of a large one. */
final class EntrySample {
  private static final int MAX_ENTRIES = 4096;
  private static final int MAX_SPLITS = 16;

  private EntrySample() {}

  static List<Entry> of(List<DumpSplit> splits, Namespaces namespaces, int minCharacters)
      throws IOException {
    int chosen = Math.min(splits.size(), MAX_SPLITS);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < chosen; i++) {
      DumpSplit split = splits.get((int) ((long) i * splits.size() / chosen));
      addFirst(split, MAX_ENTRIES / chosen, namespaces, minCharacters, entries);
    }
    return entries;
  }

  private static void addFirst(
      DumpSplit split, int most, Namespaces namespaces, int minCharacters, List<Entry> entries)
      throws IOException {
    int end = entries.size() + most;
    try (SplitStream stream = SplitStream.open(split)) {
      DumpReader reader = new DumpReader(stream);
      for (DumpPage page = reader.next();
          page != null && entries.size() < end;
          page = reader.next()) {
        if (ReadDump.isArticle(page) && !Disambiguation.isOne(page.title(), page.text())) {
          ParsedEntry parsed = WikitextParser.parse(page.text(), namespaces);
          if (parsed.characters() >= Math.max(1, minCharacters)) {
            entries.add(ParsePages.entry(page, parsed));
          }
        }
      }
    }
  }
}
