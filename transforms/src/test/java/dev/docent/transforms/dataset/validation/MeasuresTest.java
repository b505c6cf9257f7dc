package dev.docent.transforms.dataset.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.QueryKindWeights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static final Map<String, Integer> KINDS = Map.of("question", 60, "salient-terms", 40);
  private static final Map<String, Double> WEIGHTS =
      QueryKindWeights.parse("question=1,salient-terms=1");

  private List<String> schemaProblems = List.of();
  private int leaks;
  private int positives = 100;
  private int[] queryPieces = filled(100, 8);
  private final int[] passagePieces = filled(400, 60);
  private int[] positivePieces = filled(100, 60);
  private long unknown;
  private Map<String, Integer> kinds = KINDS;
  private Map<String, Double> weights = WEIGHTS;

  @Test
  void asExpectedNothingIsBroken() {
    assertEquals(List.of(), broken());
  }

  @Test
  void schema() {
    schemaProblems = List.of("'a': the query is empty");
    assertBreaks("schema", "is 1, and must be at most 0. The first: 'a': the query is empty");
  }

  @Test
  void leakage() {
    leaks = 2;
    assertBreaks("leakage", "is 2, and must be at most 0");
  }

  @Test
  void labelRatio() {
    positives = 99;
    assertBreaks("label-ratio", "from 1 in 4 is 0.0025, and must be at most 0");
  }

  @Test
  void queryLengths() {
    Arrays.fill(queryPieces, 0, 3, 1);
    assertBreaks("query-lengths", "is 0.9700, and must be at least 0.9800");
    queryPieces = filled(100, 8);
    Arrays.fill(queryPieces, 0, 3, 65);
    assertBreaks("query-lengths", "2 to 64 word pieces is 0.9700");
  }

  @Test
  void passageLengths() {
    Arrays.fill(positivePieces, 0, 6, 7);
    assertBreaks("passage-lengths", "8 to 128 word pieces is 0.9400, and must be at least 0.9500");
    assertBreaks("passage-lengths", "parse.min-section-characters");
    positivePieces = filled(100, 60);
    Arrays.fill(positivePieces, 0, 6, 129);
    assertBreaks("passage-lengths", "is 0.9400");
  }

  @Test
  void negativesMayBeStubs() {
    Arrays.fill(passagePieces, 0, 300, 3);
    assertEquals(List.of(), broken());
  }

  @Test
  void vocabularyCoverage() {
    unknown = 1000;
    assertBreaks("vocabulary-coverage", "is 0.9597, and must be at least 0.9800");
  }

  @Test
  void oneKind() {
    kinds = Map.of("question", 91, "salient-terms", 9);
    assertBreaks("one-kind", "is 0.9100, and must be at most 0.9000");
  }

  @Test
  void oneKindIsRightWhereItIsAskedFor() {
    kinds = Map.of("question", 100);
    weights = QueryKindWeights.parse("question=1");
    assertEquals(List.of(), broken());
  }

  @Test
  void kindsMix() {
    kinds = Map.of("title", 60, "question", 40);
    assertBreaks("kinds-mix", "--query-kinds is 0.6000, and must be at most 0.5000");
  }

  @Test
  void namesEveryBrokenExpectationAtOnce() {
    leaks = 1;
    unknown = 5000;
    String refusal = refusal();
    assertTrue(refusal.startsWith("the data set breaks 2 of 8 expectations:"));
    assertTrue(refusal.contains("- leakage: "), refusal);
    assertTrue(refusal.contains("- vocabulary-coverage: "), refusal);
  }

  private void assertBreaks(String id, String told) {
    assertEquals(List.of(id), broken());
    String refusal = refusal();
    assertTrue(refusal.contains("- " + id + ": "), refusal);
    assertTrue(refusal.contains(told), refusal);
  }

  private String refusal() {
    return DatasetValidation.of(measures().expectations(), true)
        .refusal(Path.of("kept"), "")
        .getMessage();
  }

  private List<String> broken() {
    return measures().expectations().stream()
        .filter(each -> !each.holds())
        .map(Expectation::id)
        .toList();
  }

  private Measures measures() {
    return new Measures(
        schemaProblems,
        leaks,
        positives,
        400,
        3,
        queryPieces,
        passagePieces,
        positivePieces,
        128,
        unknown,
        kinds,
        weights);
  }

  private static int[] filled(int n, int value) {
    int[] values = new int[n];
    Arrays.fill(values, value);
    return values;
  }
}
