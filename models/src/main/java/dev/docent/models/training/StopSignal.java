package dev.docent.models.training;

import dev.docent.records.UserException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends training between two steps when the process is told to end. A JVM that went down under a
 * running step would crash in its native threads.
 */
final class StopSignal implements AutoCloseable {
  /** A validation of a large set may have to end first. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "docent-stop-training");
  private volatile boolean stopped;

  private StopSignal() {}

  /** Begins to listen for the end of the process. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /**
   * To be called between two steps.
   *
   * @throws UserException if training is to end here
   */
  void check(long step) {
    if (stopped) {
      throw new UserException(
          "training was told to stop after step %d; the next run goes on from the last checkpoint"
              .formatted(step));
    }
  }

  /** Training is over, and its native resources are gone. */
  @Override
  public void close() {
    ended.countDown();
    if (!stopped) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending just now; the hook has nothing left to wait for.
        stopped = true;
      }
    }
  }

  private void stopAndWait() {
    stopped = true;
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("docent: training did not stop in " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
