package dev.docent.transforms.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Why an address gave nothing to keep.
 *
 * @param refused by robots.txt or by our own rules, rather than failed
 * @param reason in kebab case, such as {@code timed-out}
 * @param detail one sentence for a person; never holds a secret
 * @param mayHeal whether asking again may help
 */
public record Problem(boolean refused, String reason, String detail, boolean mayHeal) {
  static Problem refused(String reason, String detail) {
    return new Problem(true, reason, detail, false);
  }

  static Problem failed(String reason, String detail) {
    return new Problem(false, reason, detail, false);
  }

  /** Such as a lost connection. */
  static Problem passing(String reason, String detail) {
    return new Problem(false, reason, detail, true);
  }

  Problem masked(Secrets secrets) {
    return new Problem(refused, reason, secrets.maskedIn(detail), mayHeal);
  }

  FetchException exception() {
    return new FetchException(this, null);
  }

  FetchException exception(@Nullable Throwable cause) {
    return new FetchException(this, cause);
  }
}
