package dev.docent.transforms.dataset.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is measured of a data set, and what is expected of it whatever was before.
 *
 * @param schemaProblems what {@link ExampleSchema} found
 * @param leaks queries and passages that are in two splits
 * @param positives passages that answer
 * @param passages all passages
 * @param negatives asked for, of each example
 * @param queryPieces word pieces of each query
 * @param passagePieces word pieces of each passage's text
 * @param positivePieces of these, those of the positives. Lengths are expected of them alone: a
 *     negative may be any section of the site, a stub too
 * @param sequenceLength word pieces of a packed pair
 * @param unknownPieces of all queries and passages, the pieces that are [UNK]
 * @param kinds queries by kind
 * @param kindWeights what was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Measures(
    List<String> schemaProblems,
    int leaks,
    int positives,
    int passages,
    int negatives,
    int[] queryPieces,
    int[] passagePieces,
    int[] positivePieces,
    int sequenceLength,
    long unknownPieces,
    Map<String, Integer> kinds,
    Map<String, Double> kindWeights) {
  static final int LEAST_QUERY = 2;
  static final int MOST_QUERY = 64;
  static final int LEAST_PASSAGE = 8;
  static final double QUERIES_IN_LIMITS = 0.98;
  static final double PASSAGES_IN_LIMITS = 0.95;
  static final double COVERAGE = 0.98;
  static final double ONE_KIND = 0.9;
  static final double KINDS_OFF = 0.5;

  /** The expectations with their values. */
  public List<Expectation> expectations() {
    return List.of(
        Expectation.atMost(
            "schema",
            "the number of examples that break the schema",
            schemaProblems.size(),
            0,
            schemaProblems.isEmpty() ? "" : "The first: " + schemaProblems.get(0)),
        Expectation.atMost(
            "leakage",
            "the number of queries and passages in two splits",
            leaks,
            0,
            "This is a fault of the data set's making, not of the site"),
        Expectation.atMost(
            "label-ratio",
            "the distance of the positives' share from 1 in %d".formatted(1 + negatives),
            Math.abs((double) positives / Math.max(1, passages) - 1.0 / (1 + negatives)),
            1e-9,
            "This is a fault of the data set's making, not of the site"),
        Expectation.atLeast(
            "query-lengths",
            "the share of queries of %d to %d word pieces".formatted(LEAST_QUERY, MOST_QUERY),
            within(queryPieces, LEAST_QUERY, MOST_QUERY),
            QUERIES_IN_LIMITS,
            "Look at the queries in the examples: text without spaces, or in another script?"),
        Expectation.atLeast(
            "passage-lengths",
            "the share of positives of %d to %d word pieces"
                .formatted(LEAST_PASSAGE, sequenceLength),
            within(positivePieces, LEAST_PASSAGE, sequenceLength),
            PASSAGES_IN_LIMITS,
            "Look at sections.csv of the parse artifact: are most sections stubs? parse.min-section-characters joins these to the section before"),
        Expectation.atLeast(
            "vocabulary-coverage",
            "the share of word pieces that the vocabulary knows",
            coverage(),
            COVERAGE,
            "The base model doesn't know this site's script; choose another --base, or --languages of the parse stage"),
        Expectation.atMost(
            "one-kind",
            "the greatest share of one kind of queries",
            greatestShare(),
            Math.max(ONE_KIND, greatestWeight()),
            "The model would learn that form alone. Check that pages keep their paragraphs: sections.csv of the parse artifact shows their text"),
        Expectation.atMost(
            "kinds-mix",
            "the share of queries that would have to be of another kind to match --query-kinds",
            kindsOff(),
            KINDS_OFF,
            "The site's text doesn't give the kinds asked for; set --query-kinds to what it gives"));
  }

  /** The share of word pieces that aren't [UNK], 0 to 1. */
  public double coverage() {
    long pieces = Arrays.stream(queryPieces).asLongStream().sum();
    pieces += Arrays.stream(passagePieces).asLongStream().sum();
    return pieces == 0 ? 1 : 1 - (double) unknownPieces / pieces;
  }

  private static double within(int[] values, int least, int most) {
    long in = Arrays.stream(values).filter(value -> value >= least && value <= most).count();
    return values.length == 0 ? 1 : (double) in / values.length;
  }

  private double greatestShare() {
    int most = kinds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return (double) most / Math.max(1, queryPieces.length);
  }

  private double greatestWeight() {
    double sum = kindWeights.values().stream().mapToDouble(Double::doubleValue).sum();
    return kindWeights.values().stream().mapToDouble(Double::doubleValue).max().orElse(0) / sum;
  }

  /** The total variation of the kinds' shares from their weights, 0 to 1. */
  private double kindsOff() {
    double sum = kindWeights.values().stream().mapToDouble(Double::doubleValue).sum();
    double off = 0;
    for (Map.Entry<String, Double> weight : kindWeights.entrySet()) {
      double share =
          (double) kinds.getOrDefault(weight.getKey(), 0) / Math.max(1, queryPieces.length);
      off += Math.max(0, share - weight.getValue() / sum);
    }
    return off;
  }
}
