package dev.docent.serving.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(-5);

  @Test
  void allowsTheBurstAndThenTheRate() {
    RateLimit limit = new RateLimit(2, 3, now::get);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, limit.take("a"));
    }
    assertEquals(1, limit.take("a"));
    assertEquals(0, limit.take("b"), "another client has a bucket of its own");
    now.addAndGet(SECOND / 2);
    assertEquals(0, limit.take("a"));
    assertEquals(1, limit.take("a"));
    now.addAndGet(3600 * SECOND);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, limit.take("a"), "never more than the burst");
    }
    assertEquals(1, limit.take("a"));
  }

  @Test
  void saysAfterHowLongThereIsAToken() {
    RateLimit limit = new RateLimit(0.1, 1, now::get);
    assertEquals(0, limit.take("a"));
    int wait = limit.take("a");
    assertEquals(10, wait);
    now.addAndGet(wait * SECOND - 1000);
    assertEquals(1, limit.take("a"));
    now.addAndGet(1001);
    assertEquals(0, limit.take("a"));
  }

  @Test
  void neverGivesMoreThanBurstAndRateTogether() {
    long seed = 20261130;
    Random random = new Random(seed);
    RateLimit limit = new RateLimit(7, 5, now::get);
    long start = now.get();
    int given = 0;
    for (int i = 0; i < 20_000; i++) {
      now.addAndGet(random.nextInt(100_000_000));
      given += limit.take("a") == 0 ? 1 : 0;
      double most = 5 + 7.0 * (now.get() - start) / SECOND;
      assertTrue(given <= most + 1e-6, "seed " + seed + ": " + given + " of " + most);
    }
    assertTrue(given > 5000, "seed " + seed + ": " + given);
  }

  @Test
  void remembersABoundedNumberOfClients() {
    RateLimit limit = new RateLimit(1, 1, now::get);
    for (int i = 0; i < RateLimit.MOST_CLIENTS + 1000; i++) {
      limit.take("client " + i);
    }
    assertEquals(RateLimit.MOST_CLIENTS, limit.clients());
    assertEquals(1, limit.take("client " + (RateLimit.MOST_CLIENTS + 999)));
  }

  @Test
  void zeroIsNoLimit() {
    RateLimit limit = new RateLimit(0, 1, now::get);
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, limit.take("a"));
    }
    assertThrows(IllegalArgumentException.class, () -> new RateLimit(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RateLimit(1, 0));
  }
}
