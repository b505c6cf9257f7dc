package dev.docent.serving.web;

import dev.docent.records.UserException;

/** No search server of Docent answers at an address. */
final class NoSearchServerException extends UserException {
  private static final long serialVersionUID = 1L;

  NoSearchServerException(String message, Throwable cause) {
    super(message, cause);
  }

  NoSearchServerException(String message) {
    super(message);
  }
}
