package dev.docent.transforms.fetch;

import dev.docent.records.Outcome;
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
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Fetches all pages of one host, and hands on those that lie on another. Memory holds the pages
 * that are under way and one batch of fetched ones, and of what an earlier attempt kept the ids
 * alone.
 */
final class FetchHost extends DoFn<KV<String, Iterable<Errand>>, RawPage> {
  private static final long serialVersionUID = 1L;

  /** Enough that pages which wait for another try never keep the connections idle. */
  private static final int MAX_UNDERWAY = 500;

  static final int BATCH_PAGES = 200;
  private static final long BATCH_BYTES = 16L << 20;
  private static final long BATCH_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_MILLIS = 200;

  private final FetchSettings settings;
  private final String keptFolder;
  private final int round;
  private final boolean last;

  /** The process that planned the job. */
  private final String planner = Paces.PROCESS;

  private transient @Nullable Fetcher fetcher;

  /**
   * @param round how many times other hosts handed on what comes now
   * @param last whether nothing can be handed on any more
   */
  FetchHost(FetchSettings settings, String keptFolder, int round, boolean last) {
    this.settings = settings;
    this.keptFolder = keptFolder;
    this.round = round;
    this.last = last;
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
  public void process(@Element KV<String, Iterable<Errand>> host, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    if (!planner.equals(Paces.PROCESS)) {
      // Of several processes another may have asked this host a moment ago.
      Paces.SHARED.of(host.getKey()).rest();
    }
    KeptPages kept = new KeptPages(Path.of(keptFolder), host.getKey(), round);
    Set<String> settled = new HashSet<>();
    kept.forEach(
        page -> {
          // A batch that was saved again on its way out is there twice.
          if (settled.add(page.id())) {
            emit(page, out);
          }
        });
    Batch batch = new Batch(kept, page -> emit(page, out));
    try (HostQueue queue = new HostQueue(Objects.requireNonNull(fetcher), settings)) {
      Iterator<Errand> asked = host.getValue().iterator();
      while (asked.hasNext() || queue.underway() > 0) {
        while (asked.hasNext() && queue.underway() < MAX_UNDERWAY) {
          Errand next = asked.next();
          if (settled.add(next.id())) {
            queue.ask(next);
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

  private void emit(Done done, MultiOutputReceiver out) {
    if (done instanceof Errand errand && errand.led().size() > settings.maxRedirects()) {
      // Kept by an attempt that was allowed to follow more.
      emit(PageAnswers.tooManyRedirects(errand, settings.maxRedirects()), out);
    } else if (done instanceof Errand errand && last) {
      emit(PageAnswers.tooFarAway(errand), out);
    } else if (done instanceof Errand errand) {
      out.get(FetchPages.ONWARD).output(errand);
    } else if (done instanceof FetchedPage page) {
      PageOutcome outcome = page.outcome();
      StageCounter.other("asked-" + outcome.getOutcome().name().toLowerCase(Locale.ROOT)).inc();
      out.get(FetchPages.OUTCOMES).output(outcome);
      if (outcome.getOutcome() == Outcome.FETCHED && page.page() != null) {
        out.get(FetchPages.PAGES).output(page.page());
      }
    }
  }

  /** Pages on their way from the network to disk. */
  private static final class Batch {
    private final KeptPages kept;
    private final Consumer<Done> out;
    private final List<Done> pages = new ArrayList<>();
    private long bytes;
    private long began = System.nanoTime();

    Batch(KeptPages kept, Consumer<Done> out) {
      this.kept = kept;
      this.out = out;
    }

    void add(@Nullable Done page) throws IOException {
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
      kept.keep(pages.stream().filter(page -> !unanswered(page)).toList());
    }

    private static boolean unanswered(Done done) {
      return done instanceof FetchedPage page
          && page.outcome().getOutcome() == Outcome.FAILED
          && page.outcome().getStatus() == 0;
    }

    void end() throws IOException {
      save();
      pages.forEach(out);
      pages.clear();
      bytes = 0;
      began = System.nanoTime();
    }
  }
}
