package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The line in front of a model. TensorFlow uses all cores for one request, so few run at a time; a
 * full line refuses at once, and what nobody waits for any more isn't computed.
 */
final class ScoringQueue implements AutoCloseable {
  /** Between slices of a request it is asked whether anyone still waits. */
  private static final int SLICE = 64;

  private final PairModel model;
  private final @Nullable TextModel encoder;
  private final ThreadPoolExecutor executor;

  /** Short work has a lane of its own: a query's vector never waits for others' pairs. */
  private final ThreadPoolExecutor embedding;

  /**
   * @param encoder null where the model has none
   * @param running how many requests run at a time
   * @param waiting how many more may wait
   */
  ScoringQueue(PairModel model, @Nullable TextModel encoder, int running, int waiting) {
    this.model = model;
    this.encoder = encoder;
    this.executor = executor(running, waiting, "docent-scoring");
    this.embedding = executor(1, waiting, "docent-embedding");
  }

  private static ThreadPoolExecutor executor(int running, int waiting, String name) {
    return new ThreadPoolExecutor(
        running,
        running,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(waiting),
        task -> {
          Thread thread = new Thread(task, name);
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

  /**
   * Embeds texts in turn.
   *
   * @param abandoned whether nobody waits for the vectors any more
   * @return the vectors; fails with {@link CancellationException} if abandoned
   * @throws RejectedExecutionException if the line is full
   * @throws IllegalStateException if there is no sentence encoder
   */
  CompletableFuture<float[][]> embed(List<int[]> texts, BooleanSupplier abandoned) {
    TextModel asked = encoder;
    if (asked == null) {
      throw new IllegalStateException("the model has no sentence encoder");
    }
    CompletableFuture<float[][]> vectors = new CompletableFuture<>();
    embedding.execute(
        () -> {
          try {
            if (abandoned.getAsBoolean()) {
              throw new CancellationException("nobody waits for the vectors any more");
            }
            vectors.complete(asked.embed(texts));
          } catch (ScoringException | RuntimeException | Error e) {
            vectors.completeExceptionally(e);
          }
        });
    return vectors;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    embedding.shutdownNow();
    try {
      // The model is closed next; it must not be in use then.
      executor.awaitTermination(10, TimeUnit.SECONDS);
      embedding.awaitTermination(10, TimeUnit.SECONDS);
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
