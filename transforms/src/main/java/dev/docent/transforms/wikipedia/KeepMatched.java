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

  @ProcessElement
  public void keep(@Element KV<Long, CoGbkResult> joined, OutputReceiver<Entry> out) {
    Set<String> titles = new HashSet<>();
    joined.getValue().getAll(MATCH).forEach(titles::add);
    for (Entry entry : joined.getValue().getAll(ENTRY)) {
      // Dumps put together from several can have an id twice; titles tell such pages apart.
      if (titles.remove(entry.getTitle())) {
        written.inc();
        out.output(entry);
      } else {
        outranked.inc();
      }
    }
  }
}
