package dev.docent.serving.web;

import dev.docent.records.UserException;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for another release in use, or another version to try beside its model; opens and warms it
 * beside what is searched, and puts it in its place. Where a release can't be opened, the search
 * stays where it is; where the version can't be asked, it does without. Both are tried again at a
 * later look, after growing pauses.
 */
final class ReleaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseWatch.class);

  private final Releases releases;
  private final LiveSearch live;
  private final Opener opener;
  private final RequestMetrics metrics;
  private final Duration every;
  private final CanaryLabel canary;
  private final RetryPause pause;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread one = new Thread(work, "docent-releases");
            one.setDaemon(true);
            return one;
          });

  private volatile int searched;
  private Optional<Long> tried;
  private boolean lacksCanary;
  private @Nullable Wanted failed;

  /** Opens a release, and a version that is tried beside its model, ready to be searched. */
  interface Opener {
    LiveSearch.Opened open(Release release, Optional<Long> canary) throws Exception;
  }

  /** What is to be searched: a release, and the version that is to be tried beside its model. */
  private record Wanted(Release release, Optional<Long> canary) {}

  /**
   * @param searched the number of the release that is searched now; 0 for none
   * @param every from one look to the next
   * @param canary where it moves, the release is opened anew
   * @param tried the version that it named when the release was opened
   */
  ReleaseWatch(
      Releases releases,
      int searched,
      LiveSearch live,
      Opener opener,
      RequestMetrics metrics,
      Duration every,
      CanaryLabel canary,
      Optional<Long> tried) {
    this.releases = releases;
    this.searched = searched;
    this.live = live;
    this.opener = opener;
    this.metrics = metrics;
    this.every = every;
    this.canary = canary;
    this.tried = tried;
    pause = new RetryPause(every);
    try (LiveSearch.Lease lease = live.lease()) {
      lacksCanary = lease.opened().lacksCanary();
    }
    metrics.gauge("docent_release", () -> this.searched);
  }

  void start() {
    thread.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Moves to the release in use, and the version to try, if they are others. */
  void look() {
    try {
      Optional<Release> inUse = releases.current();
      if (inUse.isEmpty()) {
        failed = null;
        return;
      }
      Wanted wanted = new Wanted(inUse.get(), canary.version());
      if (isSearched(wanted) && !lacksCanary) {
        failed = null;
      } else if (!wanted.equals(failed) || !pause.passes()) {
        move(wanted);
      }
    } catch (Throwable e) {
      // A pointer that can't be read now may be there at the next look, which whatever is thrown
      // from here would prevent for good.
      metrics.count("docent_release_look_failures_total");
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

  private void move(Wanted wanted) throws Exception {
    Release release = wanted.release();
    // Then all that a move can bring is the canary that it lacks.
    boolean again = isSearched(wanted);
    LiveSearch.Opened next;
    try {
      if (!again) {
        releases.check(release);
      }
      next = opener.open(release, wanted.canary());
    } catch (Throwable e) {
      putOff(wanted);
      refuse(release, e);
      return;
    }
    if (next.lacksCanary()) {
      putOff(wanted);
      metrics.count("docent_canary_failures_total");
      if (again) {
        next.close();
        return;
      }
    }
    live.replace(next);
    searched = release.number();
    tried = wanted.canary();
    lacksCanary = next.lacksCanary();
    metrics.count("docent_release_swaps_total");
    System.out.printf("release %d is searched now: %s%n", release.number(), release.parts());
    releases.forgetOld();
  }

  private boolean isSearched(Wanted wanted) {
    return wanted.release().number() == searched && wanted.canary().equals(tried);
  }

  private void putOff(Wanted wanted) {
    if (!wanted.equals(failed)) {
      pause.reset();
    }
    failed = wanted;
    pause.begin();
  }

  /** Of the release that is searched already, it was the canary alone that called for a move. */
  private void refuse(Release release, Throwable e) {
    if (release.number() == searched) {
      metrics.count("docent_canary_failures_total");
      LOG.warn(
          "release {} can't be opened anew for its canary; it is searched as it is: {}",
          searched,
          said(e));
    } else {
      metrics.count("docent_release_failures_total");
      LOG.error(
          "release {} can't be searched, release {} still is; it will be tried again: {}",
          release.number(),
          searched,
          said(e));
    }
  }

  /** What our own errors say is meant for people; of others, the class tells more. */
  private static @Nullable String said(Throwable e) {
    return e instanceof UserException ? e.getMessage() : e.toString();
  }
}
