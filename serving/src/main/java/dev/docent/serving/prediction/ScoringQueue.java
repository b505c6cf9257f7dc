package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.ScoringException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The line in front of a model. TensorFlow uses all cores for one request, so few run at a time; a
 * full line refuses at once, and what nobody waits for any more isn't computed.
 */
final class ScoringQueue implements AutoCloseable {
  /** Between slices of a request it is asked whether anyone still waits. */
  private static final int SLICE = 64;

  private final PairModel model;
  private final ThreadPoolExecutor executor;

  /**
   * @param running how many requests run at a time
   * @param waiting how many more may wait
   */
  ScoringQueue(PairModel model, int running, int waiting) {
    this.model = model;
    this.executor =
        new ThreadPoolExecutor(
            running,
            running,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread thread = new Thread(task, "docent-scoring");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Scores pairs in turn.
   *
   * @param abandoned whether nobody waits for the scores any more
   * @return the scores; fails with {@link CancellationException} if abandoned
   * @throws RejectedExecutionException if the line is full
   */
  CompletableFuture<float[]> submit(List<Pair> pairs, BooleanSupplier abandoned) {
    CompletableFuture<float[]> scores = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            scores.complete(score(pairs, abandoned));
          } catch (ScoringException | RuntimeException | Error e) {
            scores.completeExceptionally(e);
          }
        });
    return scores;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      // The model is closed next; it must not be in use then.
      executor.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private float[] score(List<Pair> pairs, BooleanSupplier abandoned) throws ScoringException {
    float[] scores = new float[pairs.size()];
    for (int start = 0; start < scores.length; start += SLICE) {
      if (abandoned.getAsBoolean()) {
        throw new CancellationException("nobody waits for the scores any more");
      }
      int end = Math.min(start + SLICE, scores.length);
      float[] slice = model.score(pairs.subList(start, end));
      System.arraycopy(slice, 0, scores, start, end - start);
    }
    return scores;
  }
}
