package dev.docent.pipelines.bench;

import dev.docent.records.UserException;
import picocli.CommandLine.ParseResult;

/** Reads a benchmark's options. */
final class BenchOptions {
  private BenchOptions() {}

  /**
   * A whole number from 1 on.
   *
   * @throws UserException if it is none
   */
  static int positive(ParseResult arguments, String option, int byDefault) {
    String value = arguments.matchedOptionValue(option, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UserException("%s '%s' must be a whole number from 1 on".formatted(option, value));
  }
}
