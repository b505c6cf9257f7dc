package dev.docent.records;

/**
 * A failure that its user can mend. The message names the thing, its value and what would be valid;
 * the command line prints it alone, without a stack trace.
 */
public class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(message);
  }

  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
