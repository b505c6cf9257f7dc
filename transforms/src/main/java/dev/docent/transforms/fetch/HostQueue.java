package dev.docent.transforms.fetch;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one host that are being asked for: some at once, each as often as it takes. A page
 * that waits for its next try holds no connection and keeps no other page back.
 */
final class HostQueue implements AutoCloseable {
  private static final int MAX_DONE = 32;

  private final Fetcher fetcher;
  private final long maxBytes;
  private final ScheduledThreadPoolExecutor workers;

  /** Bounded: while pages are being written, no more bodies are brought home than this. */
  private final BlockingQueue<FetchedPage> done = new LinkedBlockingQueue<>(MAX_DONE);

  private int underway;

  HostQueue(Fetcher fetcher, FetchSettings settings) {
    this.fetcher = fetcher;
    this.maxBytes = settings.maxBytes();
    this.workers =
        new ScheduledThreadPoolExecutor(
            settings.connections(),
            task -> {
              Thread thread = new Thread(task, "docent-fetch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Pages that were asked for and not yet {@link #take taken}. */
  int underway() {
    return underway;
  }

  void ask(PageLink link, @Nullable PageOutcome known) {
    underway++;
    WebRequest request = PageAnswers.request(link, known, maxBytes);
    workers.execute(() -> attempt(link, known, request, 0, 0));
  }

  /** Waits for a page that is done. */
  @Nullable FetchedPage take(long millis) throws InterruptedException {
    FetchedPage page = done.poll(millis, TimeUnit.MILLISECONDS);
    if (page != null) {
      underway--;
    }
    return page;
  }

  private void attempt(
      PageLink link, @Nullable PageOutcome known, WebRequest request, int tried, int requests) {
    try {
      WebAnswer answer = fetcher.attempt(request);
      int all = requests + answer.requests();
      long wait = fetcher.waitMillis(answer, tried);
      if (wait >= 0) {
        var unused =
            workers.schedule(
                () -> attempt(link, known, request, tried + 1, all), wait, TimeUnit.MILLISECONDS);
        return;
      }
      done.put(PageAnswers.judge(link, known, answer.withRequests(all)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fail(link, e);
    }
  }

  /** Whatever one page does, the others are asked for and this one is accounted for. */
  private void fail(PageLink link, RuntimeException e) {
    try {
      done.put(PageAnswers.failed(link, Problem.failed("fetch-failed", e.toString())));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
