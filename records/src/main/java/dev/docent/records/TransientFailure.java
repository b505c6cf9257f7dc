package dev.docent.records;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** A failure that may pass by itself: the same work, tried again later, may well succeed. */
public final class TransientFailure extends UserException {
  private static final long serialVersionUID = 1L;

  public TransientFailure(String message) {
    super(message);
  }

  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Why a failure may pass by itself: a peer that is away, late or overloaded. Empty for all
   * others, which would only fail again.
   */
  public static Optional<String> reasonOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof TransientFailure
          || t instanceof SocketException
          || t instanceof SocketTimeoutException
          || t instanceof HttpTimeoutException
          || t instanceof UnknownHostException
          || (t instanceof SdkException answer && answer.retryable())) {
        return Optional.of(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
      }
    }
    return Optional.empty();
  }
}
