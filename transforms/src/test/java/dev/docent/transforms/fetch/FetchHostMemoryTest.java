package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.PageLink;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many pages a host has, few of them are in memory at a time. */
class FetchHostMemoryTest {
  private static final int PAGES = 3_000;

  /** Pages under way, those on their way to the batch, and a batch. */
  private static final int MOST_HELD = 500 + 32 + FetchHost.BATCH_PAGES;

  @TempDir Path kept;
  private int taken;
  private int given;
  private int mostHeld;

  @Test
  void takesLinksAsPagesEnd() throws Exception {
    try (TinySite site = new TinySite()) {
      for (int i = 0; i < PAGES; i++) {
        int page = i;
        site.on("/" + i, e -> TinySite.html(e, "page " + page));
      }
      FetchSettings settings =
          new FetchSettings(10_000, 4, 10, 2, 0, 100_000, "docent", true, null);
      FetchHost fetch = new FetchHost(settings, kept.toString(), 0, false);
      fetch.open();
      try {
        String host = site.url("").substring("http://".length());
        fetch.process(KV.of(host, () -> links(site)), new Counted());
      } finally {
        fetch.close();
      }
    }
    assertEquals(PAGES, taken);
    assertEquals(PAGES, given);
    assertTrue(mostHeld <= MOST_HELD, mostHeld + " pages were held at a time");
  }

  private Iterator<Errand> links(TinySite site) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return taken < PAGES;
      }

      @Override
      public Errand next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        String url = site.url("/" + taken++);
        mostHeld = Math.max(mostHeld, taken - given);
        return Errand.first(new PageLink(url, null, null, null, List.of()), null);
      }
    };
  }

  /** Counts pages that are given on, and keeps none. */
  private final class Counted implements MultiOutputReceiver {
    @Override
    public <T> OutputReceiver<T> get(TupleTag<T> tag) {
      return new OutputReceiver<>() {
        @Override
        public void output(T value) {
          given += tag.equals(FetchPages.OUTCOMES) ? 1 : 0;
        }

        @Override
        public OutputBuilder<T> builder(T value) {
          throw new UnsupportedOperationException("values are given on as they are");
        }

        @Override
        public void outputWithTimestamp(T value, Instant timestamp) {
          output(value);
        }
      };
    }

    @Override
    public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
      throw new UnsupportedOperationException("no rows");
    }
  }
}
