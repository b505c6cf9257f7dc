package dev.docent.transforms.fetch;

import org.jspecify.annotations.Nullable;

/** Ends the asking for one address. */
final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  FetchException(Problem problem, @Nullable Throwable cause) {
    super(problem.reason() + ": " + problem.detail(), cause, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
