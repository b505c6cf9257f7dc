package dev.docent.transforms.fetch;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one host that are being asked for: some at once, each as often as it takes. A page
 * that waits for its next try holds no connection and keeps no other page back.
 */
final class HostQueue implements AutoCloseable {
  private static final int MAX_DONE = 32;

  /** But for one page that is larger by itself. */
  private static final int MAX_DONE_KILOBYTES = 32 << 10;

  private final Fetcher fetcher;
  private final long maxBytes;
  private final ScheduledThreadPoolExecutor workers;

  /** Bounded: while pages are being written, no more bodies are brought home than this. */
  private final BlockingQueue<Done> done = new LinkedBlockingQueue<>(MAX_DONE);

  private final Semaphore kilobytes = new Semaphore(MAX_DONE_KILOBYTES);

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

  void ask(Errand errand) {
    underway++;
    WebRequest request = PageAnswers.request(errand, maxBytes);
    workers.execute(() -> attempt(errand, request, 0, errand.requests()));
  }

  /** Waits for a page that is done. */
  @Nullable Done take(long millis) throws InterruptedException {
    Done page = done.poll(millis, TimeUnit.MILLISECONDS);
    if (page != null) {
      underway--;
      kilobytes.release(kilobytes(page));
    }
    return page;
  }

  private static int kilobytes(Done page) {
    return (int) Math.min(MAX_DONE_KILOBYTES, page.bytes() >> 10);
  }

  private void put(Done page) throws InterruptedException {
    kilobytes.acquire(kilobytes(page));
    done.put(page);
  }

  private void attempt(Errand errand, WebRequest request, int tried, int requests) {
    try {
      RobotsTrip trip = errand.robots();
      if (trip != null && !trip.settled()) {
        put(robots(errand, trip));
        return;
      }
      Attempt attempt = fetcher.attempt(request, errand.chain(), trip);
      int all = requests + attempt.requests();
      WebAnswer answer = attempt.answer();
      if (answer == null) {
        List<String> robots = attempt.robots();
        put(errand.onward(attempt.chain(), all, robots.isEmpty() ? null : RobotsTrip.to(robots)));
        return;
      }
      long wait = fetcher.waitMillis(answer, tried);
      if (wait >= 0) {
        var unused =
            workers.schedule(
                () -> attempt(errand, request, tried + 1, all), wait, TimeUnit.MILLISECONDS);
        return;
      }
      put(PageAnswers.judge(errand.link(), errand.known(), answer.withRequests(all)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fail(errand, e);
    }
  }

  /** Sends a page back to its host, or to where its robots.txt leads next, or ends it. */
  private Done robots(Errand errand, RobotsTrip trip) throws InterruptedException {
    try {
      return errand.with(fetcher.robots(trip, errand.url()));
    } catch (FetchException e) {
      return PageAnswers.judge(
          errand.link(),
          errand.known(),
          WebAnswer.of(errand.url(), 0, errand.requests() + 1, e.problem()));
    }
  }

  /** Whatever one page does, the others are asked for and this one is accounted for. */
  private void fail(Errand errand, RuntimeException e) {
    try {
      put(PageAnswers.failed(errand.link(), Problem.failed("fetch-failed", e.toString())));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
