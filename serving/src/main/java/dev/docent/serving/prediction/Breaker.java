package dev.docent.serving.prediction;

import com.linecorp.armeria.client.circuitbreaker.CircuitBreaker;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreakerListenerAdapter;
import com.linecorp.armeria.client.circuitbreaker.CircuitState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Leaves a server alone that keeps failing, then lets one call try it. The trial's verdict alone
 * decides: where it has none, the next call is a trial at once. Calls that began before the server
 * was last left alone are told too late to count, also once it is asked again.
 */
final class Breaker {
  private final CircuitBreaker breaker;

  /** Whether the last trial ended without a verdict. */
  private final AtomicBoolean untold = new AtomicBoolean();

  /** How often the server was left alone. */
  private final AtomicInteger openings = new AtomicInteger();

  /**
   * @param leftAlone for how long the server isn't asked
   * @param counted is told the metric of which there is one more
   */
  Breaker(Duration leftAlone, Consumer<String> counted) {
    this.breaker =
        CircuitBreaker.builder("prediction")
            .minimumRequestThreshold(4)
            .failureRateThreshold(0.6)
            .counterSlidingWindow(Duration.ofSeconds(20))
            .counterUpdateInterval(Duration.ofMillis(100))
            .circuitOpenWindow(leftAlone)
            .listener(
                new CircuitBreakerListenerAdapter() {
                  @Override
                  public void onStateChanged(String name, CircuitState now) {
                    untold.set(false);
                    if (now == CircuitState.OPEN) {
                      openings.incrementAndGet();
                    }
                    counted.accept(
                        "docent_prediction_breaker_changes_total{to=\"%s\"}"
                            .formatted(now.name().toLowerCase(Locale.ROOT)));
                  }
                })
            .build();
  }

  /** A call of the server; empty where it is to be left alone. */
  Optional<Call> call() {
    int opening = openings.get();
    boolean trial = breaker.circuitState() != CircuitState.CLOSED;
    boolean allowed = breaker.tryRequest() || untold.compareAndSet(true, false);
    return allowed ? Optional.of(new Call(trial, opening)) : Optional.empty();
  }

  /** Whether the server is left alone now (2), tried again (1), or asked (0). */
  int state() {
    return switch (breaker.circuitState()) {
      case OPEN, FORCED_OPEN -> 2;
      case HALF_OPEN -> 1;
      default -> 0;
    };
  }

  /** One call, of which one of the methods tells how it went; used by one thread. */
  final class Call {
    private final boolean trial;
    private final int opening;
    private boolean told;

    private Call(boolean trial, int opening) {
      this.trial = trial;
      this.opening = opening;
    }

    void succeeded() {
      told = true;
      if (counts()) {
        breaker.onSuccess();
      }
    }

    void failed() {
      told = true;
      if (counts()) {
        breaker.onFailure();
      }
    }

    /** The server was too busy: it lives, whatever else is to be said of it. */
    void refused() {
      told = true;
      if (trial && counts()) {
        breaker.onSuccess();
      }
    }

    /** It ended for a reason that isn't the server's. */
    void saidNothing() {
      told = true;
      if (trial && counts() && breaker.circuitState() == CircuitState.HALF_OPEN) {
        untold.set(true);
      }
    }

    /** It is over, however it ended. Where nothing else was told of it, it said nothing. */
    void ended() {
      if (!told) {
        saidNothing();
      }
    }

    private boolean counts() {
      return opening == openings.get();
    }
  }
}
