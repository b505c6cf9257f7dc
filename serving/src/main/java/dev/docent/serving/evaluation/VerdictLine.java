package dev.docent.serving.evaluation;

import dev.docent.serving.evaluation.verdict.Verdict;
import java.util.Locale;

/** A verdict as one line for the terminal; kept back is yellow and not red, for it is no error. */
final class VerdictLine {
  private static final String GREEN = "\u001b[1;32m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String PLAIN = "\u001b[0m";

  private VerdictLine() {}

  static String of(Verdict verdict) {
    return of(verdict, System.console() != null && System.getenv("NO_COLOR") == null);
  }

  static String of(Verdict verdict, boolean colour) {
    String word = verdict.word();
    String shown = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    if (colour) {
      shown = (verdict.promoted() ? GREEN : YELLOW) + shown + PLAIN;
    }
    return shown + ": " + verdict.reason() + ".";
  }
}
