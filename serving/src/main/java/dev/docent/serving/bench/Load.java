package dev.docent.serving.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Many clients that ask a server at once, each by a connection of its own. */
final class Load {
  /** Of the answers that were accepted. */
  final Times times = new Times();

  /** Accepted, of all pairs, of some, of none. */
  final LongAdder whole = new LongAdder();

  final LongAdder cutShort = new LongAdder();
  final LongAdder byWords = new LongAdder();

  /** What share the model scored of each that was accepted. */
  final Queue<Double> shares = new ConcurrentLinkedQueue<>();

  /** Refused with 429 or 503 and Retry-After. */
  final LongAdder shed = new LongAdder();

  /** Whatever else came. */
  final LongAdder failed = new LongAdder();

  private final int port;
  private final List<String> paths;
  private final AtomicInteger next = new AtomicInteger();

  Load(int port, List<String> paths) {
    this.port = port;
    this.paths = paths;
  }

  /** Each client asks as soon as it has its answer; gives answers a second. */
  double closed(int clients, double seconds) throws InterruptedException {
    return run(clients, seconds, 0);
  }

  /** So many ask a second, whether or not there are answers, as far as the clients reach. */
  double open(int clients, double seconds, double aSecond) throws InterruptedException {
    return run(clients, seconds, clients / aSecond);
  }

  private double run(int clients, double seconds, double every) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      long first = start + (long) (every * 1e9 * i / clients);
      Thread thread = new Thread(() -> client(first, end, (long) (every * 1e9)));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return times.count() / ((System.nanoTime() - start) / 1e9);
  }

  private void client(long first, long end, long every) {
    long due = first;
    PlainHttp http = null;
    while (true) {
      LockSupport.parkNanos(due - System.nanoTime());
      long began = System.nanoTime();
      if (began < due) {
        continue;
      }
      if (began >= end) {
        break;
      }
      try {
        if (http == null) {
          http = new PlainHttp(port);
        }
        String path = paths.get(Math.floorMod(next.getAndIncrement(), paths.size()));
        count(http.get(path), System.nanoTime() - began);
      } catch (IOException e) {
        failed.increment();
        http = null;
      }
      due = every == 0 ? due : Math.max(due + every, System.nanoTime());
    }
    try {
      if (http != null) {
        http.close();
      }
    } catch (IOException e) {
      failed.increment();
    }
  }

  private void count(PlainHttp.Answer answer, long nanos) {
    if (answer.status() == 200) {
      times.add(nanos);
      shares.add(Answers.share(answer.body()));
      (Answers.isWhole(answer.body()) ? whole : Answers.isFused(answer.body()) ? cutShort : byWords)
          .increment();
    } else if ((answer.status() == 429 || answer.status() == 503) && answer.retryAfter()) {
      shed.increment();
    } else {
      failed.increment();
    }
  }
}
