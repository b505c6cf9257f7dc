package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The breaker counts by real time, so that tests wait for what comes, and never for how long. */
class BreakerTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final List<String> counted = new CopyOnWriteArrayList<>();
  private final Breaker breaker = new Breaker(SHORT, counted::add);

  /** Fails until the server is left alone. */
  private void open() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (breaker.state() == 0) {
      assertTrue(System.nanoTime() < end, "never left alone");
      breaker.call().orElseThrow().failed();
      Thread.sleep(5);
    }
  }

  private Breaker.Call trial() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      Optional<Breaker.Call> call = breaker.call();
      if (call.isPresent()) {
        return call.get();
      }
      assertTrue(System.nanoTime() < end, "never tried");
      Thread.sleep(5);
    }
  }

  @Test
  void aTrialThatSucceedsEndsIt() throws Exception {
    open();
    trial().succeeded();
    assertEquals(0, breaker.state());
    assertEquals(
        List.of("open", "half_open", "closed"),
        counted.stream().map(series -> series.replaceAll(".*\"(.*)\".*", "$1")).toList());
  }

  @Test
  void aTrialThatFailsLeavesTheServerAloneAgain() throws Exception {
    open();
    trial().failed();
    assertEquals(2, breaker.state());
  }

  @Test
  void aBusyServerLives() throws Exception {
    open();
    trial().refused();
    assertEquals(0, breaker.state());
  }

  @Test
  void aTrialWithoutAVerdictIsFollowedByAnotherAtOnce() throws Exception {
    open();
    for (int i = 0; i < 20; i++) {
      trial().saidNothing();
      assertEquals(1, breaker.state());
    }
    assertTrue(breaker.call().isPresent(), "the next is a trial at once");
    assertTrue(breaker.call().isEmpty(), "and only one");
  }

  @Test
  void callsFromBeforeAreToldTooLateToCount() throws Exception {
    Breaker.Call before = breaker.call().orElseThrow();
    Breaker.Call alsoBefore = breaker.call().orElseThrow();
    open();
    Breaker.Call trial = trial();
    before.failed();
    alsoBefore.succeeded();
    assertEquals(1, breaker.state(), "the trial alone decides");
    trial.succeeded();
    assertEquals(0, breaker.state());
  }

  @Test
  void callsFromBeforeDoNotCountOnceItHasEndedEither() throws Exception {
    List<Breaker.Call> before = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add(breaker.call().orElseThrow());
    }
    open();
    trial().succeeded();
    // What counted later than these would be looked at by the next call's verdict.
    for (Breaker.Call call : before) {
      call.failed();
      Thread.sleep(10);
    }
    assertEquals(0, breaker.state());
  }

  @Test
  void aLateTrialDoesNotSpeakForTheNextOne() throws Exception {
    open();
    Breaker.Call first = trial();
    first.saidNothing();
    Breaker.Call second = trial();
    second.failed();
    assertEquals(2, breaker.state());
    Breaker.Call third = trial();
    first.succeeded();
    assertEquals(1, breaker.state(), "it is the third one's to say");
    third.succeeded();
    assertEquals(0, breaker.state());
  }

  @Test
  void refusalsWithoutAFailureAreNone() {
    for (int i = 0; i < 100; i++) {
      breaker.call().orElseThrow().refused();
      breaker.call().orElseThrow().saidNothing();
    }
    assertEquals(0, breaker.state());
  }
}
