package dev.docent.transforms.fetch;

import java.util.Arrays;

/**
 * The rate of requests to one host. Up to {@code n = max(1, floor(rate))} requests may begin in any
 * {@code n / rate} seconds, {@code 1 / rate} apart: there is no burst.
 *
 * <p>The host sees no more, whatever the network delays: each of the n slots is free again only a
 * whole period after its request was answered, or a period and {@link #ARRIVAL_NANOS} after it was
 * written where the answer takes longer than that. So the rate reached stays below the one set, by
 * the share that an answer's time has in a period.
 */
final class Pace {
  /** Within this time of its writing a request is taken to have arrived. */
  static final long ARRIVAL_NANOS = 1_000_000_000L;

  private static final long IN_FLIGHT = Long.MAX_VALUE;

  private double rate;
  private long periodNanos;

  /** When each slot's request was seen to have arrived; {@link #IN_FLIGHT}: not known yet. */
  private long[] arrived = new long[0];

  /** Before this no request may begin. */
  private long next = System.nanoTime();

  /** Until then somebody else may have asked at the full rate. */
  private long othersUntil;

  /**
   * A pace that begins as if the host had been asked at its full rate up to a time.
   *
   * @param othersUntil by the clock of {@link System#nanoTime}
   */
  Pace(long othersUntil) {
    this.othersUntil = othersUntil;
  }

  /**
   * Waits until a request may begin.
   *
   * @param perSecond requests a second, above 0; a change takes effect at once
   * @return to be told of the request's progress, and to be closed
   */
  synchronized Slot take(double perSecond) throws InterruptedException {
    setRate(perSecond);
    while (true) {
      long now = System.nanoTime();
      int slot = earliest();
      long at = arrived[slot] == IN_FLIGHT ? IN_FLIGHT : later(next, arrived[slot] + periodNanos);
      if (at != IN_FLIGHT && at - now <= 0) {
        arrived[slot] = IN_FLIGHT;
        next = now + (long) (1e9 / rate);
        return new Slot(slot, arrived);
      }
      long millis = at == IN_FLIGHT ? 1000 : (at - now) / 1_000_000;
      wait(Math.max(1, Math.min(millis, 1000)));
    }
  }

  /** Lets no request begin for some time, as a host's Retry-After asks. */
  synchronized void pause(long nanos) {
    next = later(next, System.nanoTime() + nanos);
  }

  /** Lets no request begin for a period, since somebody else may just have asked the host. */
  synchronized void rest() {
    long now = System.nanoTime();
    othersUntil = now;
    for (int i = 0; i < arrived.length; i++) {
      arrived[i] = arrived[i] == IN_FLIGHT ? IN_FLIGHT : later(arrived[i], now);
    }
  }

  private void setRate(double perSecond) {
    if (perSecond == rate) {
      return;
    }
    int slots = (int) Math.max(1, Math.floor(perSecond));
    long past = System.nanoTime();
    long[] kept = Arrays.copyOf(arrived, slots);
    if (rate == 0) {
      Arrays.fill(kept, othersUntil);
    } else if (slots < arrived.length) {
      long[] sorted = arrived.clone();
      Arrays.sort(sorted);
      // What is still in flight under the old rate is taken to arrive now.
      for (int i = 0; i < slots; i++) {
        kept[i] = Math.min(sorted[sorted.length - 1 - i], past);
      }
    } else {
      Arrays.fill(kept, arrived.length, slots, past);
    }
    arrived = kept;
    rate = perSecond;
    periodNanos = (long) (1e9 * slots / perSecond);
  }

  private int earliest() {
    int found = 0;
    for (int i = 1; i < arrived.length; i++) {
      if (arrived[i] < arrived[found]) {
        found = i;
      }
    }
    return found;
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }

  /** One request's place in the rate. */
  final class Slot implements AutoCloseable {
    private final int index;
    private final long[] generation;
    private boolean written;
    private boolean answered;

    private Slot(int index, long[] generation) {
      this.index = index;
      this.generation = generation;
    }

    /** The request is about to be sent. */
    void written() {
      written = true;
      arrivedAt(System.nanoTime() + ARRIVAL_NANOS);
    }

    /** The answer has begun, so the request has arrived. */
    void answered() {
      answered = true;
      synchronized (Pace.this) {
        if (generation == arrived) {
          arrived[index] = Math.min(arrived[index], System.nanoTime());
        }
        Pace.this.notifyAll();
      }
    }

    /** Ends the request; one that was never sent has used nothing. */
    @Override
    public void close() {
      if (!written && !answered) {
        arrivedAt(System.nanoTime() - periodNanos);
      }
    }

    private void arrivedAt(long nanos) {
      synchronized (Pace.this) {
        if (generation == arrived) {
          arrived[index] = nanos;
        }
        Pace.this.notifyAll();
      }
    }
  }
}
