package dev.docent.serving.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each client: a request takes one, and they come back at a steady rate up
 * to the burst. The clients that asked last are remembered, the others start afresh.
 */
public final class RateLimit {
  static final int MOST_CLIENTS = 50_000;

  private static final double NANOS = 1e9;

  private final double rate;
  private final int burst;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  private static final class Bucket {
    double tokens;
    long at;
  }

  /**
   * @param rate tokens a second, above 0; 0 for no limit at all
   * @param burst tokens of a full bucket, 1 or more
   */
  public RateLimit(double rate, int burst) {
    this(rate, burst, System::nanoTime);
  }

  RateLimit(double rate, int burst, LongSupplier nanoTime) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY) || burst < 1) {
      throw new IllegalArgumentException(
          "illegal rate %s or burst %d: 0 or more, and 1 or more".formatted(rate, burst));
    }
    this.rate = rate;
    this.burst = burst;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a token.
   *
   * @return 0 where there was one, else the seconds after which there is one
   */
  public int take(String client) {
    if (rate == 0) {
      return 0;
    }
    synchronized (buckets) {
      long now = nanoTime.getAsLong();
      Bucket bucket = buckets.get(client);
      if (bucket == null) {
        bucket = new Bucket();
        bucket.tokens = burst;
        bucket.at = now;
        buckets.put(client, bucket);
      }
      bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / NANOS * rate);
      bucket.at = now;
      if (bucket.tokens >= 1) {
        bucket.tokens--;
        return 0;
      }
      return (int) Math.min(3600, Math.max(1, Math.ceil((1 - bucket.tokens) / rate)));
    }
  }

  int clients() {
    synchronized (buckets) {
      return buckets.size();
    }
  }
}
