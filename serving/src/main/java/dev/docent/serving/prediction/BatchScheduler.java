package dev.docent.serving.prediction;

import dev.docent.models.network.Batch;
import dev.docent.serving.ranking.ScoringException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The line in front of a model. The items of all waiting requests are joined into batches of one
 * padded length, those of the oldest request first. A full line refuses at once, as does one that
 * is too long for a request's deadline; what nobody waits for any more isn't computed.
 *
 * @param <I> what is computed on
 * @param <O> what comes of it
 */
final class BatchScheduler<I, O> implements AutoCloseable {
  /**
   * A request is let in if by that speed its time would do so many times over. The speed varies
   * with what else the machine does, and work that ends too late is lost.
   */
  private static final double MARGIN = 1.5;

  private static final long CLOSING_SECONDS = 10;

  private final String name;
  private final Batching batching;
  private final ToIntFunction<I> lengths;
  private final Computation<I, O> computation;
  private final Observer observer;
  private final LongSupplier nanoTime;
  private final List<Thread> threads = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock, as all below: items by their padded length. */
  private final TreeMap<Integer, Deque<Item<I, O>>> buckets = new TreeMap<>();

  private int waiting;

  /** Word pieces that wait or are computed, padding included. */
  private long pendingPieces;

  private final Speed speed = new Speed();
  private long requests;
  private boolean closed;

  /** Requests that were dropped and not yet told. */
  private final Deque<Request<O>> gone = new ArrayDeque<>();

  /** What is done with a batch. */
  @FunctionalInterface
  interface Computation<I, O> {
    /** A result an item, in their order. */
    List<O> compute(List<I> items) throws ScoringException;
  }

  /** Is told of each batch. */
  @FunctionalInterface
  interface Observer {
    /**
     * @param size of the batch without what it was filled up with
     * @param filled with it
     * @param queuedNanos how long the oldest item waited
     * @param nanos how long the batch was computed
     */
    void batch(int size, int filled, long queuedNanos, long nanos);
  }

  /**
   * @param name of its threads
   * @param lengths an item's length in word pieces
   */
  BatchScheduler(
      String name,
      Batching batching,
      ToIntFunction<I> lengths,
      Computation<I, O> computation,
      Observer observer) {
    this(name, batching, lengths, computation, observer, System::nanoTime);
  }

  /** Likewise by another clock, which tells deadlines and what batches take. */
  BatchScheduler(
      String name,
      Batching batching,
      ToIntFunction<I> lengths,
      Computation<I, O> computation,
      Observer observer,
      LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.name = name;
    this.batching = batching;
    this.lengths = lengths;
    this.computation = computation;
    this.observer = observer;
    for (int i = 0; i < batching.numBatchThreads(); i++) {
      Thread thread = new Thread(this::work, name);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /**
   * Has items computed.
   *
   * @return a result an item, in their order; fails with {@link CancellationException} if the
   *     waiter is gone before
   * @throws RejectedExecutionException if too many wait, or for too long before the deadline
   */
  CompletableFuture<List<O>> submit(List<I> items, Waiter waiter) {
    Request<O> request = new Request<>(items.size(), waiter);
    if (items.isEmpty()) {
      request.future.complete(List.of());
      return request.future;
    }
    long pieces = 0;
    for (I item : items) {
      pieces += Batch.paddedLength(lengths.applyAsInt(item));
    }
    lock.lock();
    try {
      admit(items.size(), pieces, waiter);
      request.number = requests++;
      long since = nanoTime.getAsLong();
      for (int i = 0; i < items.size(); i++) {
        I item = items.get(i);
        int length = Batch.paddedLength(lengths.applyAsInt(item));
        buckets
            .computeIfAbsent(length, none -> new ArrayDeque<>())
            .add(new Item<>(item, i, request, since));
        pendingPieces += length;
      }
      waiting += items.size();
      changed.signalAll();
    } finally {
      lock.unlock();
      tellGone();
    }
    return request.future;
  }

  /** Lets the batches that run end, for 10 seconds at most; what waits is cancelled. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      buckets.values().forEach(bucket -> bucket.forEach(item -> gone.add(item.request)));
      buckets.clear();
    } finally {
      lock.unlock();
    }
    tellGone();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
    try {
      for (Thread thread : threads) {
        // The model is closed next; it must not be in use then.
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left > 0) {
          thread.join(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(int more, long pieces, Waiter waiter) {
    if (closed) {
      throw new RejectedExecutionException(name + " is closed");
    }
    if (waiting == 0) {
      // Also where the speed was measured in a bad moment: it is measured anew.
      return;
    }
    if (isTooMuch(more, pieces, waiter)) {
      dropGone();
      if (waiting > 0 && isTooMuch(more, pieces, waiter)) {
        throw new RejectedExecutionException("%d wait already in %s".formatted(waiting, name));
      }
    }
  }

  private boolean isTooMuch(int more, long pieces, Waiter waiter) {
    long now = nanoTime.getAsLong();
    long needed = (long) (MARGIN * (pendingPieces + pieces) * speed.nanosPerPiece(now));
    return waiting + more > batching.capacity() || waiter.isGoneAt(now + needed);
  }

  private void dropGone() {
    for (var bucket : buckets.entrySet()) {
      for (Iterator<Item<I, O>> items = bucket.getValue().iterator(); items.hasNext(); ) {
        if (isOver(items.next().request)) {
          items.remove();
          taken(bucket.getKey());
        }
      }
    }
  }

  /** Whether there is no use in computing more of a request. */
  private boolean isOver(Request<O> request) {
    if (request.future.isDone()) {
      return true;
    }
    if (request.waiter.isGone(nanoTime.getAsLong())) {
      gone.add(request);
      return true;
    }
    return false;
  }

  /** Without the lock: what follows from a request's end is others' code. */
  private void tellGone() {
    List<Request<O>> all;
    lock.lock();
    try {
      all = new ArrayList<>(gone);
      gone.clear();
    } finally {
      lock.unlock();
    }
    for (Request<O> one : all) {
      one.future.completeExceptionally(new CancellationException("nobody waits for it any more"));
    }
  }

  private void taken(int length) {
    waiting--;
    pendingPieces -= length;
  }

  private void work() {
    while (true) {
      List<Item<I, O>> batch;
      int length;
      lock.lock();
      try {
        Integer bucket = readyBucket();
        if (bucket == null) {
          return;
        }
        length = bucket;
        batch = take(length);
      } catch (InterruptedException e) {
        return;
      } finally {
        lock.unlock();
      }
      tellGone();
      if (!batch.isEmpty()) {
        compute(batch, length);
      }
    }
  }

  /** The length of which a batch is to be computed now; waits for one. Null at the end. */
  private @Nullable Integer readyBucket() throws InterruptedException {
    while (!closed) {
      Integer oldest = oldestBucket();
      if (oldest == null) {
        changed.await();
        continue;
      }
      Deque<Item<I, O>> bucket = bucketOf(oldest);
      long left =
          TimeUnit.MICROSECONDS.toNanos(batching.batchTimeoutMicros())
              - (nanoTime.getAsLong() - bucket.element().since);
      if (left <= 0 || bucket.size() >= batching.maxBatchSize()) {
        return oldest;
      }
      changed.awaitNanos(left);
    }
    return null;
  }

  private Deque<Item<I, O>> bucketOf(int length) {
    return buckets.computeIfAbsent(length, none -> new ArrayDeque<>());
  }

  /** Where the oldest request has its longest items. */
  private @Nullable Integer oldestBucket() {
    Integer oldest = null;
    long least = Long.MAX_VALUE;
    for (var bucket : buckets.entrySet()) {
      Item<I, O> first = bucket.getValue().peek();
      if (first != null && first.request.number <= least) {
        least = first.request.number;
        oldest = bucket.getKey();
      }
    }
    return oldest;
  }

  private List<Item<I, O>> take(int length) {
    List<Item<I, O>> batch = new ArrayList<>();
    Deque<Item<I, O>> bucket = bucketOf(length);
    while (!bucket.isEmpty() && batch.size() < batching.maxBatchSize()) {
      Item<I, O> item = bucket.remove();
      taken(length);
      if (!isOver(item.request)) {
        batch.add(item);
      }
    }
    pendingPieces += (long) length * batch.size();
    return batch;
  }

  private void compute(List<Item<I, O>> batch, int length) {
    long start = nanoTime.getAsLong();
    int filled = batching.filled(batch.size());
    List<I> items = new ArrayList<>(filled);
    batch.forEach(item -> items.add(item.value));
    while (items.size() < filled) {
      items.add(batch.get(0).value);
    }
    try {
      List<O> results = computed(items, (long) length * batch.size());
      if (results.size() != filled) {
        throw new IllegalStateException(
            "the model gave %d results for %d".formatted(results.size(), filled));
      }
      long nanos = nanoTime.getAsLong() - start;
      learn(nanos, (long) length * filled);
      observer.batch(batch.size(), filled, start - batch.get(0).since, nanos);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).request.complete(batch.get(i).index, results.get(i));
      }
    } catch (ScoringException | RuntimeException | Error e) {
      batch.forEach(item -> item.request.future.completeExceptionally(e));
    }
  }

  private List<O> computed(List<I> items, long pieces) throws ScoringException {
    try {
      return computation.compute(items);
    } finally {
      lock.lock();
      try {
        pendingPieces -= pieces;
      } finally {
        lock.unlock();
      }
    }
  }

  private void learn(long nanos, long pieces) {
    lock.lock();
    try {
      // Batches that run side by side share the time.
      speed.learn(nanos / batching.numBatchThreads(), pieces, nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private static final class Item<I, O> {
    final I value;
    final int index;
    final Request<O> request;
    final long since;

    Item(I value, int index, Request<O> request, long since) {
      this.since = since;
      this.value = value;
      this.index = index;
      this.request = request;
    }
  }

  private static final class Request<O> {
    final CompletableFuture<List<O>> future = new CompletableFuture<>();
    private final Waiter waiter;
    private final List<@Nullable O> results;
    private int missing;
    long number;

    Request(int items, Waiter waiter) {
      this.waiter = waiter;
      this.results = new ArrayList<>(java.util.Collections.nCopies(items, null));
      this.missing = items;
    }

    void complete(int index, O result) {
      List<O> all = null;
      synchronized (this) {
        results.set(index, result);
        if (--missing == 0) {
          all = new ArrayList<>(results);
        }
      }
      if (all != null) {
        future.complete(all);
      }
    }
  }
}
