package dev.docent.pipelines.workflow;

import dev.docent.records.TransientFailure;
import dev.docent.records.stage.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Tries a stage again after failures that may pass by themselves, and tells why.
 *
 * @param most how often it is tried again
 * @param firstWait before the first retry; each further one waits twice as long
 */
record Retries(int most, Duration firstWait) {
  private static final int MOST_DOUBLINGS = 10;

  /** What came of it, and after how many tries. */
  record Tried<T>(T result, int tries) {}

  /**
   * @throws Exception the last failure, or the first that would not pass
   */
  <T> Tried<T> run(Stage stage, Callable<T> work) throws Exception {
    for (int failed = 0; ; failed++) {
      try {
        return new Tried<>(work.call(), failed + 1);
      } catch (Exception e) {
        Optional<String> reason = TransientFailure.reasonOf(e);
        if (reason.isEmpty() || failed >= most) {
          throw e;
        }
        Duration wait = firstWait.multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS));
        System.err.printf(
            "retry: %s failed (%s); trying again in %d s, retry %d of %d%n",
            stage.id(), reason.get(), wait.toSeconds(), failed + 1, most);
        Thread.sleep(wait.toMillis());
      }
    }
  }
}
