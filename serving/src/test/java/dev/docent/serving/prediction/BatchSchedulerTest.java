package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items are numbers that are as long as they are great; each comes to its negative. */
class BatchSchedulerTest {
  private static final Batching FOUR = new Batching(4, 0, 2, 1, List.of());

  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private BatchScheduler<Integer, Integer> scheduler = scheduler(FOUR);

  private BatchScheduler<Integer, Integer> scheduler(Batching batching) {
    return new BatchScheduler<>(
        "test", batching, length -> length, this::negative, (size, filled, queued, nanos) -> {});
  }

  private List<Integer> negative(List<Integer> items) {
    batches.add(List.copyOf(items));
    first.countDown();
    try {
      assertTrue(go.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (items.contains(13)) {
      throw new IllegalArgumentException("13");
    }
    return items.stream().map(item -> -item).toList();
  }

  @AfterEach
  void close() {
    go.countDown();
    scheduler.close();
  }

  private CompletableFuture<List<Integer>> submit(Integer... items) {
    return scheduler.submit(Arrays.asList(items), Waiter.patient());
  }

  /** Has a first batch run, behind which others wait. */
  private CompletableFuture<List<Integer>> occupy() throws InterruptedException {
    CompletableFuture<List<Integer>> running = submit(1);
    assertTrue(first.await(60, TimeUnit.SECONDS));
    return running;
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  @Test
  void joinsWhatWaitsByLength() throws Exception {
    occupy();
    var one = submit(3, 20, 4);
    var two = submit(19, 5);
    go.countDown();
    assertEquals(List.of(-3, -20, -4), get(one));
    assertEquals(List.of(-19, -5), get(two));
    assertEquals(List.of(List.of(1), List.of(20, 19), List.of(3, 4, 5)), batches);
  }

  @Test
  void theOldestRequestComesFirst() throws Exception {
    occupy();
    submit(1, 1, 1, 1, 1);
    var last = submit(40);
    go.countDown();
    get(last);
    assertEquals(List.of(List.of(1), List.of(1, 1, 1, 1), List.of(1), List.of(40)), batches);
  }

  @Test
  void aFullLineRefusesAtOnce() throws Exception {
    occupy();
    var waits = submit(1, 2, 3, 4, 5, 6, 7, 8);
    assertThrows(RejectedExecutionException.class, () -> submit(9));
    go.countDown();
    assertEquals(8, get(waits).size());
    assertEquals(List.of(-9), get(submit(9)));
  }

  @Test
  void whatNobodyWaitsForMakesRoomAndIsNotComputed() throws Exception {
    occupy();
    AtomicBoolean gone = new AtomicBoolean();
    var left =
        scheduler.submit(List.of(1, 2, 3, 4, 5, 6, 7), new Waiter(gone::get, OptionalLong.empty()));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    var late = scheduler.submit(List.of(8), new Waiter(() -> false, OptionalLong.of(deadline)));
    gone.set(true);
    while (System.nanoTime() - deadline <= 0) {
      Thread.sleep(10);
    }
    assertFalse(left.isDone(), "nothing is done where there is room");
    submit(9, 10);
    assertInstanceOfCancellation(left);
    assertInstanceOfCancellation(late);
    var last = submit(11);
    go.countDown();
    get(last);
    batches.forEach(
        batch -> batch.forEach(item -> assertTrue(item == 1 || item >= 9, "" + batches)));
    assertEquals(1, batches.stream().filter(batch -> batch.contains(1)).count(), "" + batches);
  }

  private static void assertInstanceOfCancellation(CompletableFuture<?> future) {
    assertThrows(CancellationException.class, () -> future.get(60, TimeUnit.SECONDS));
  }

  @Test
  void refusesWhatCouldNotBeReadyInTime() throws Exception {
    go.countDown();
    try (var slow =
        new BatchScheduler<Integer, Integer>(
            "slow",
            new Batching(1, 0, 1000, 1, List.of()),
            length -> length,
            items -> {
              sleep(200);
              return items;
            },
            (size, filled, queued, nanos) -> {})) {
      get(slow.submit(List.of(1), Waiter.patient()));
      List<Integer> twenty = new ArrayList<>(java.util.Collections.nCopies(20, 1));
      var waits = slow.submit(twenty, Waiter.patient());
      // 19 or more wait, for some 200 milliseconds each.
      Waiter inOneSecond =
          new Waiter(() -> false, OptionalLong.of(System.nanoTime() + TimeUnit.SECONDS.toNanos(1)));
      assertThrows(RejectedExecutionException.class, () -> slow.submit(List.of(1), inOneSecond));
      waits.cancel(true);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fillsUpToAnAllowedSize() throws Exception {
    scheduler.close();
    scheduler = scheduler(new Batching(4, 0, 2, 1, List.of(2, 4)));
    go.countDown();
    assertEquals(List.of(-7, -8, -9), get(submit(7, 8, 9)));
    assertEquals(List.of(List.of(7, 8, 9, 7)), batches);
  }

  @Test
  void waitsForOthersAsLongAsItIsTold() throws Exception {
    scheduler.close();
    scheduler = scheduler(new Batching(2, 60_000_000, 2, 1, List.of()));
    go.countDown();
    var one = submit(1);
    var two = submit(2);
    assertEquals(List.of(-1), get(one));
    assertEquals(List.of(-2), get(two));
    assertEquals(List.of(List.of(1, 2)), batches);
  }

  @Test
  void aBatchThatFailsIsNotTheEnd() throws Exception {
    go.countDown();
    ExecutionException failed = assertThrows(ExecutionException.class, () -> get(submit(13)));
    assertEquals("13", failed.getCause().getMessage());
    assertEquals(List.of(-1), get(submit(1)));
  }

  @Test
  void closingCancelsWhatWaits() throws Exception {
    occupy();
    var waits = submit(2);
    Thread closing = new Thread(scheduler::close);
    closing.start();
    assertInstanceOfCancellation(waits);
    go.countDown();
    closing.join();
    assertThrows(RejectedExecutionException.class, () -> submit(1));
  }

  @Test
  void givesEveryoneTheirOwn() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    go.countDown();
    scheduler.close();
    scheduler = scheduler(new Batching(8, 0, 100_000, 2, List.of()));
    List<List<Integer>> requests = new ArrayList<>();
    List<CompletableFuture<List<Integer>>> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      List<Integer> request = random.ints(random.nextInt(30), 14, 200).boxed().toList();
      requests.add(request);
      answers.add(scheduler.submit(request, Waiter.patient()));
    }
    for (int i = 0; i < requests.size(); i++) {
      List<Integer> expected = requests.get(i).stream().map(item -> -item).toList();
      assertEquals(expected, get(answers.get(i)), "seed " + seed);
    }
  }

  @Test
  void saysWhatIsWrongWithSizes() {
    for (List<Integer> sizes : List.of(List.of(2, 2, 4), List.of(0, 4), List.of(2))) {
      UserException e = assertThrows(UserException.class, () -> new Batching(4, 0, 1, 1, sizes));
      assertTrue(e.getMessage().contains("--allowed-batch-sizes"), e.getMessage());
    }
    assertThrows(UserException.class, () -> Batching.sizes("8,x"));
    assertEquals(List.of(8, 16), Batching.sizes("8, 16"));
    assertEquals(List.of(), Batching.sizes(""));
  }
}
