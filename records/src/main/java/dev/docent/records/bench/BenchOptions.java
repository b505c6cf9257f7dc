package dev.docent.records.bench;

import dev.docent.records.UserException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Describes and reads a benchmark's options. */
public final class BenchOptions {
  private BenchOptions() {}

  /** An option with a value. */
  public static OptionSpec option(String name, String label, String... description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }

  /**
   * A whole number from 1 on.
   *
   * @throws UserException if it is none
   */
  public static int positive(ParseResult arguments, String option, int byDefault) {
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
