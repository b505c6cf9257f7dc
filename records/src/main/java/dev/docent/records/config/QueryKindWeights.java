package dev.docent.records.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each kind of query is made: {@code salient-terms=0.4,question=0.22}. Weights count in
 * proportion, whatever their sum; a kind that isn't named isn't made.
 */
public final class QueryKindWeights {
  public static final List<String> KINDS =
      List.of("salient-terms", "question", "cut-sentence", "lead-phrase", "title-heading", "title");

  /** What ranked best for people's questions: kinds made from text. */
  static final String DEFAULT =
      "salient-terms=0.4,question=0.22,cut-sentence=0.2,lead-phrase=0.12,title-heading=0.04,title=0.02";

  private QueryKindWeights() {}

  /**
   * Reads weights; a kind that isn't named has 0.
   *
   * @throws IllegalArgumentException naming what is wrong, and what is valid
   */
  public static Map<String, Double> parse(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    KINDS.forEach(kind -> weights.put(kind, 0.0));
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw invalid(text, "'%s' is no KIND=WEIGHT".formatted(part.strip()));
      }
      String kind = part.substring(0, equals).strip();
      String weight = part.substring(equals + 1).strip();
      if (!KINDS.contains(kind)) {
        throw invalid(
            text,
            "there is no kind '%s'; did you mean '%s'?".formatted(kind, Nearest.to(kind, KINDS)));
      }
      if (given.put(kind, weight) != null) {
        throw invalid(text, "'%s' is given twice".formatted(kind));
      }
      weights.put(kind, weight(text, kind, weight));
    }
    if (weights.values().stream().allMatch(weight -> weight == 0)) {
      throw invalid(text, "one weight at least must be above 0");
    }
    return weights;
  }

  private static double weight(String text, String kind, String weight) {
    double number;
    try {
      number = Double.parseDouble(weight);
    } catch (NumberFormatException e) {
      throw invalid(text, "the weight '%s' of '%s' is no number".formatted(weight, kind));
    }
    if (!(number >= 0 && number <= 1e6)) {
      throw invalid(
          text, "the weight %s of '%s' must be between 0 and 1000000".formatted(weight, kind));
    }
    return number;
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "dataset: 'query-kinds' is '%s': %s. Valid: KIND=WEIGHT,... with kinds of %s"
            .formatted(text, why, String.join(", ", KINDS)));
  }
}
