package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.transforms.counting.StageCounter;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Keeps the entries that are matched with a topic, each once. */
final class KeepMatched extends DoFn<KV<Long, CoGbkResult>, Entry> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<Entry> ENTRY = new TupleTag<>("entry") {};
  static final TupleTag<String> MATCH = new TupleTag<>("match") {};

  private final StageCounter written = StageCounter.written();
  private final StageCounter outranked = StageCounter.other("outranked");
  private final StageCounter duplicates = StageCounter.other("duplicate-entries");

  @ProcessElement
  public void keep(@Element KV<Long, CoGbkResult> joined, OutputReceiver<Entry> out) {
    Set<String> titles = new HashSet<>();
    joined.getValue().getAll(MATCH).forEach(titles::add);
    boolean kept = titles.isEmpty();
    boolean first = kept;
    for (Entry entry : joined.getValue().getAll(ENTRY)) {
      // Dumps put together from several can have an id twice; one page of it counts.
      if (!kept && titles.contains(entry.getTitle())) {
        kept = true;
        written.inc();
        out.output(entry);
      } else if (first) {
        first = false;
        outranked.inc();
      } else {
        duplicates.inc();
      }
    }
  }
}
