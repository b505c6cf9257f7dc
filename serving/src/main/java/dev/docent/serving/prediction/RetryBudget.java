package dev.docent.serving.prediction;

/**
 * How many attempts may be made again: as gRPC's retry throttling has it, each failure takes a
 * token and each success gives a tenth of one back; with half of them gone there is no retry. So a
 * server that is down isn't asked three times as often as one that is well.
 */
final class RetryBudget {
  private static final double MOST = 10;
  private static final double SUCCESS = 0.1;

  private double tokens = MOST;

  synchronized void succeeded() {
    tokens = Math.min(MOST, tokens + SUCCESS);
  }

  synchronized void failed() {
    tokens = Math.max(0, tokens - 1);
  }

  synchronized boolean allows() {
    return tokens > MOST / 2;
  }
}
