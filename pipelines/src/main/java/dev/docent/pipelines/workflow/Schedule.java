package dev.docent.pipelines.workflow;

import dev.docent.records.stage.Stage;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs stages as soon as their inputs are there, so many at a time, the earlier in the flow first.
 * Once one has failed no other begins; those under way go on to their end, so that what they make
 * is kept.
 */
final class Schedule {
  private final int jobs;

  /**
   * @param jobs how many stages may run at once
   */
  Schedule(int jobs) {
    this.jobs = jobs;
  }

  /** The work on one stage. */
  @FunctionalInterface
  interface Work {
    /**
     * @param alone whether no other stage can run beside it
     */
    void run(Stage stage, boolean alone) throws Exception;
  }

  /**
   * @throws Exception the first failure; those of others that ran beside it are suppressed in it
   */
  void run(Set<Stage> stages, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      CompletionService<Stage> running = new ExecutorCompletionService<>(threads);
      Set<Stage> waiting = EnumSet.copyOf(stages);
      Set<Stage> ended = EnumSet.noneOf(Stage.class);
      Exception failure = null;
      int count = 0;
      while (true) {
        for (Stage stage : failure == null ? EnumSet.copyOf(waiting) : Set.<Stage>of()) {
          if (count < jobs && isReady(stage, stages, ended)) {
            waiting.remove(stage);
            count++;
            boolean alone = jobs == 1 || isAlone(stage, stages, ended);
            running.submit(
                () -> {
                  work.run(stage, alone);
                  return stage;
                });
          }
        }
        if (count == 0) {
          break;
        }
        try {
          ended.add(running.take().get());
        } catch (ExecutionException e) {
          failure = joined(failure, e.getCause());
        }
        count--;
      }
      if (failure != null) {
        throw failure;
      }
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  /** Nothing of the work outlives the run, which lets its lock go then. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isReady(Stage stage, Set<Stage> stages, Set<Stage> ended) {
    return stage.inputs().stream().allMatch(in -> !stages.contains(in) || ended.contains(in));
  }

  /** Whether every stage that has not ended comes of this one, or this one of it. */
  private static boolean isAlone(Stage stage, Set<Stage> stages, Set<Stage> ended) {
    return stages.stream()
        .filter(other -> !ended.contains(other) && other != stage)
        .allMatch(other -> comesOf(other, stage) || comesOf(stage, other));
  }

  private static boolean comesOf(Stage stage, Stage origin) {
    return stage.inputs().stream().anyMatch(in -> in == origin || comesOf(in, origin));
  }

  private static Exception joined(@Nullable Exception first, Throwable next) {
    Exception failure =
        next instanceof Exception exception ? exception : new IllegalStateException(next);
    if (first == null) {
      return failure;
    }
    first.addSuppressed(failure);
    return first;
  }
}
