package dev.docent.serving.web;

import dev.docent.records.UserException;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for another release in use, opens and warms it beside the one that is searched, and puts it
 * in its place. Where one can't be opened, the search stays where it is, and it is tried again at a
 * later look: after 1 that does nothing, then 2, 4 and so on up to {@value #LONGEST_PAUSE}.
 */
final class ReleaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseWatch.class);

  static final int LONGEST_PAUSE = 128;

  private final Releases releases;
  private final LiveSearch live;
  private final Opener opener;
  private final RequestMetrics metrics;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread one = new Thread(work, "docent-releases");
            one.setDaemon(true);
            return one;
          });

  private final CanaryLabel canary;
  private volatile int searched;
  private Optional<Long> tried;
  private @Nullable Release refused;

  /** How many looks are let pass after the last refusal, and how many of them are left. */
  private int pause;

  private int left;

  /** Opens a release, ready to be searched. */
  interface Opener {
    LiveSearch.Opened open(Release release) throws Exception;
  }

  /** Tells which version of the model is tried beside the stable one. */
  interface CanaryLabel {
    Optional<Long> version() throws IOException;
  }

  /**
   * @param searched the number of the release that is searched now; 0 for none
   */
  ReleaseWatch(
      Releases releases, int searched, LiveSearch live, Opener opener, RequestMetrics metrics) {
    this(releases, searched, live, opener, metrics, Optional::empty, Optional.empty());
  }

  /**
   * @param searched the number of the release that is searched now; 0 for none
   * @param canary where it moves, the release is opened anew
   * @param tried the version that it named when the release was opened
   */
  ReleaseWatch(
      Releases releases,
      int searched,
      LiveSearch live,
      Opener opener,
      RequestMetrics metrics,
      CanaryLabel canary,
      Optional<Long> tried) {
    this.canary = canary;
    this.tried = tried;
    this.releases = releases;
    this.searched = searched;
    this.live = live;
    this.opener = opener;
    this.metrics = metrics;
    metrics.gauge("docent_release", () -> this.searched);
  }

  void start(Duration every) {
    thread.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Moves to the release in use if that is another one. */
  void look() {
    try {
      Optional<Release> wanted = releases.current();
      Optional<Long> toTry = canary.version();
      if (wanted.isEmpty() || (wanted.get().number() == searched && toTry.equals(tried))) {
        refused = null;
      } else if (wanted.get().equals(refused) && left > 0) {
        left--;
      } else {
        move(wanted.get(), toTry);
      }
    } catch (Throwable e) {
      // A pointer that can't be read now may be there at the next look, which whatever is thrown
      // from here would prevent for good.
      metrics.count("docent_release_failures_total");
      LOG.warn("the release in use can't be told: {}", said(e));
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
      thread.shutdownNow();
    }
  }

  private void move(Release release, Optional<Long> toTry) {
    LiveSearch.Opened next;
    try {
      releases.check(release);
      next = opener.open(release);
    } catch (Throwable e) {
      pause = release.equals(refused) ? Math.min(LONGEST_PAUSE, 2 * pause) : 1;
      left = pause;
      refused = release;
      metrics.count("docent_release_failures_total");
      LOG.error(
          "release {} can't be searched, release {} still is; it will be tried again: {}",
          release.number(),
          searched,
          said(e));
      return;
    }
    live.replace(next);
    searched = release.number();
    tried = toTry;
    metrics.count("docent_release_swaps_total");
    System.out.printf("release %d is searched now: %s%n", release.number(), release.parts());
    releases.forgetOld();
  }

  /** What our own errors say is meant for people; of others, the class tells more. */
  private static @Nullable String said(Throwable e) {
    return e instanceof UserException ? e.getMessage() : e.toString();
  }
}
