package dev.docent.models.training;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the batches of the steps to come on a thread of its own. */
final class ReadAhead implements AutoCloseable {
  private static final int STEPS = 4;

  private final GroupFile file;
  private final BatchOrder order;
  private final long end;
  private final Deque<Future<List<Group>>> pending = new ArrayDeque<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "read-ahead");
            made.setDaemon(true);
            return made;
          });
  private long next;

  /** Will give the batches of the steps from {@code start} to before {@code end}. */
  ReadAhead(GroupFile file, BatchOrder order, long start, long end) {
    this.file = file;
    this.order = order;
    this.next = start;
    this.end = end;
    while (pending.size() < STEPS && next < end) {
      submit();
    }
  }

  /** The batch of the next step. */
  List<Group> take() throws IOException, InterruptedException {
    Future<List<Group>> first = pending.removeFirst();
    if (next < end) {
      submit();
    }
    try {
      return first.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void submit() {
    long step = next++;
    pending.addLast(thread.submit(() -> file.read(order.batch(step))));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
