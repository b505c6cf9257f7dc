package dev.docent.transforms.fetch;

import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.transforms.counting.StageCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Fetches all pages of one host. Memory holds the pages that are under way and one batch of fetched
 * ones, and of what an earlier attempt kept the ids alone.
 */
final class FetchHost extends DoFn<KV<String, Iterable<KV<PageLink, PageOutcome>>>, RawPage> {
  private static final long serialVersionUID = 1L;

  /** Enough that pages which wait for another try never keep the connections idle. */
  private static final int MAX_UNDERWAY = 500;

  static final int BATCH_PAGES = 200;
  private static final long BATCH_BYTES = 16L << 20;
  private static final long BATCH_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_MILLIS = 200;

  private final FetchSettings settings;
  private final String keptFolder;
  private transient @Nullable Fetcher fetcher;

  FetchHost(FetchSettings settings, String keptFolder) {
    this.settings = settings;
    this.keptFolder = keptFolder;
  }

  @Setup
  public void open() {
    fetcher = Fetcher.open(settings);
  }

  @Teardown
  public void close() throws IOException {
    if (fetcher != null) {
      fetcher.close();
    }
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<KV<PageLink, PageOutcome>>> host, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    KeptPages kept = new KeptPages(Path.of(keptFolder), host.getKey());
    Set<String> settled = new HashSet<>();
    kept.forEach(
        page -> {
          // A batch that was saved again on its way out is there twice.
          if (settled.add(page.outcome().getId())) {
            emit(page.outcome(), out);
            if (page.page() != null) {
              out.get(FetchPages.PAGES).output(page.page());
            }
          }
        });
    Batch batch = new Batch(kept, out);
    try (HostQueue queue = new HostQueue(Objects.requireNonNull(fetcher), settings)) {
      Iterator<KV<PageLink, PageOutcome>> asked = host.getValue().iterator();
      while (asked.hasNext() || queue.underway() > 0) {
        while (asked.hasNext() && queue.underway() < MAX_UNDERWAY) {
          KV<PageLink, PageOutcome> next = asked.next();
          if (settled.add(next.getKey().getUrl())) {
            queue.ask(next.getKey(), next.getValue());
          }
        }
        batch.add(queue.underway() == 0 ? null : queue.take(POLL_MILLIS));
      }
      batch.end();
    } catch (InterruptedException | RuntimeException e) {
      batch.save();
      throw e;
    }
  }

  private static void emit(PageOutcome outcome, MultiOutputReceiver out) {
    StageCounter.other("asked-" + outcome.getOutcome().name().toLowerCase(Locale.ROOT)).inc();
    out.get(FetchPages.OUTCOMES).output(outcome);
  }

  /** Pages on their way from the network to disk. */
  private static final class Batch {
    private final KeptPages kept;
    private final MultiOutputReceiver out;
    private final List<FetchedPage> pages = new ArrayList<>();
    private long bytes;
    private long began = System.nanoTime();

    Batch(KeptPages kept, MultiOutputReceiver out) {
      this.kept = kept;
      this.out = out;
    }

    void add(@Nullable FetchedPage page) throws IOException {
      if (page != null) {
        pages.add(page);
        bytes += page.bytes();
      }
      if (pages.size() >= BATCH_PAGES
          || bytes >= BATCH_BYTES
          || System.nanoTime() - began > BATCH_NANOS) {
        end();
      }
    }

    /** Keeps what is settled for the next attempt, which asks again where no answer came. */
    void save() throws IOException {
      kept.keep(pages.stream().filter(page -> !unanswered(page.outcome())).toList());
    }

    private static boolean unanswered(PageOutcome outcome) {
      return outcome.getOutcome() == Outcome.FAILED && outcome.getStatus() == 0;
    }

    void end() throws IOException {
      save();
      for (FetchedPage page : pages) {
        emit(page.outcome(), out);
        if (page.outcome().getOutcome() == Outcome.FETCHED && page.page() != null) {
          out.get(FetchPages.PAGES).output(page.page());
        }
      }
      pages.clear();
      bytes = 0;
      began = System.nanoTime();
    }
  }
}
