package dev.docent.serving.ranking;

/** A scorer has no scores for this request; the message says why, in words for a user. */
public class ScoringException extends Exception {
  private static final long serialVersionUID = 1L;

  public ScoringException(String message) {
    super(message);
  }

  public ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}
