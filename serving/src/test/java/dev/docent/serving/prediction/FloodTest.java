package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * More searches than a model can rank, then calm, by a clock that only the model's work moves: what
 * comes out depends on no machine's speed. A search is five requests of four items each.
 */
class FloodTest {
  private static final int PARTS = 5;
  private static final int PART = 4;
  private static final long DEADLINE_MILLIS = 2000;

  private final AtomicLong now = new AtomicLong();
  private volatile long millisAnItem;

  /** Shut while searches come, so that the model's work begins when all of them have. */
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private final BatchScheduler<Integer, Integer> scheduler =
      new BatchScheduler<>(
          "flood",
          new Batching(PART, 0, 32, 1, List.of()),
          item -> 16,
          items -> {
            waitAt(gate);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millisAnItem * items.size()));
            return items;
          },
          (size, filled, queued, nanos) -> {},
          now::get);

  @AfterEach
  void close() {
    scheduler.close();
  }

  private static void waitAt(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The requests of a search that are let in. */
  private List<CompletableFuture<List<Integer>>> search() {
    long deadline = now.get() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
    Waiter waiter = new Waiter(() -> false, OptionalLong.of(deadline));
    List<CompletableFuture<List<Integer>>> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      try {
        parts.add(scheduler.submit(Collections.nCopies(PART, i), waiter));
      } catch (RejectedExecutionException e) {
        return parts;
      }
    }
    return parts;
  }

  /** The same, all of whose requests come before the model's work begins. */
  private List<CompletableFuture<List<Integer>>> atOnce() {
    gate = new CountDownLatch(1);
    List<CompletableFuture<List<Integer>>> parts = search();
    gate.countDown();
    return parts;
  }

  /** How many of the requests are answered. */
  private static int answered(List<CompletableFuture<List<Integer>>> parts)
      throws InterruptedException, ExecutionException, TimeoutException {
    int answered = 0;
    for (CompletableFuture<List<Integer>> part : parts) {
      try {
        part.get(60, TimeUnit.SECONDS);
        answered++;
      } catch (CancellationException e) {
        // Its time was up before it was computed.
      }
    }
    return answered;
  }

  @Test
  void ranksWholeAgainWithinTwoSearchesOfTheEndOfAFlood() throws Exception {
    millisAnItem = 150;
    int refused = 0;
    for (int round = 0; round < 20; round++) {
      gate = new CountDownLatch(1);
      List<CompletableFuture<List<Integer>>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        List<CompletableFuture<List<Integer>>> parts = search();
        refused += PARTS - parts.size();
        all.addAll(parts);
      }
      gate.countDown();
      assertTrue(answered(all) > 0, "the model has work all the time");
    }
    assertTrue(refused > 20 * PARTS, "refused " + refused);
    // A whole search takes 600 ms of its two seconds now, and would take 3 s by the speed before.
    millisAnItem = 30;
    long calm = now.get();
    answered(atOnce());
    answered(atOnce());
    assertEquals(PARTS, answered(atOnce()));
    assertTrue(now.get() - calm < TimeUnit.SECONDS.toNanos(5), "took " + (now.get() - calm));
  }

  @Test
  void computesNothingForThoseWhoLeft() throws Exception {
    millisAnItem = 1;
    List<CompletableFuture<List<Integer>>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      scheduler.submit(List.of(1), new Waiter(() -> true, OptionalLong.empty()));
      all.addAll(search());
    }
    answered(all);
    long items = TimeUnit.NANOSECONDS.toMillis(now.get());
    assertEquals(all.size() * (long) PART, items, "only what somebody waits for took time");
  }
}
