package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void stemsAndLowersWords() {
    assertEquals(
        List.of("deploi", "servic", "kubernet"), Terms.of("Deploying services: Kubernetes"));
  }

  @Test
  void leavesOutStopAndFunctionWords() {
    assertEquals(
        List.of("cluster"), Terms.of("You should have been here; they don’t (CAN'T) the cluster"));
  }

  @Test
  void leavesOutWordsWithoutALetter() {
    assertEquals(List.of("error", "x86_64", "http2"), Terms.of("error 404 3.14 x86_64 http2 -- !"));
  }

  @Test
  void leavesOutWordsLongerThanFortyCharacters() {
    String longest = "a".repeat(Terms.MAX_LENGTH);
    assertEquals(List.of(longest), Terms.of(longest + " " + longest + "b"));
  }

  @Test
  void givesTheWrittenFormWithoutThePossessive() {
    List<String> seen = new ArrayList<>();
    Terms.forEach(
        "Beam's pipelines, Flink’s Jobs", (surface, term) -> seen.add(surface + "=" + term));
    assertEquals(List.of("Beam=beam", "pipelines=pipelin", "Flink=flink", "Jobs=job"), seen);
  }

  @Test
  void keepsRepeatsInReadingOrder() {
    assertEquals(List.of("pod", "node", "pod"), Terms.of("pods nodes pods"));
  }

  @Test
  void findsNothingInEmptyText() {
    assertEquals(List.of(), Terms.of(""));
    assertEquals(List.of(), Terms.of(" \n\t ... "));
  }

  @Test
  void keepsLettersOfOtherScripts() {
    assertEquals(List.of("größe", "данные"), Terms.of("Größe данные"));
  }

  @Test
  void knowsFunctionWordsInAnyCase() {
    assertTrue(Terms.isFunctionWord("About"));
    assertTrue(Terms.isFunctionWord("Don’t"));
    assertFalse(Terms.isFunctionWord("Terraform"));
    assertFalse(Terms.isFunctionWord(""));
  }

  @Test
  void analyzerKeepsNumbersForSearch() throws Exception {
    try (var stream = Terms.analyzer().tokenStream("text", "404")) {
      stream.reset();
      assertTrue(stream.incrementToken());
    }
  }

  @Test
  void analyzesOnceForAllWordsAndForTerms() {
    String text = "You should fix Beam's error 404 before the error of x86_64.";
    Terms.Analysis analysis = Terms.analyze(text);
    assertEquals(Terms.of(text), analysis.terms());
    assertEquals(
        List.of("you", "should", "fix", "beam", "error", "404", "befor", "error", "x86_64"),
        analysis.words());
  }

  @Test
  void givesTheSameInManyThreads() {
    String text = "Rolling updates replace the pods of a deployment gradually. ".repeat(20);
    List<String> expected = Terms.of(text);
    assertTrue(IntStream.range(0, 200).parallel().allMatch(i -> Terms.of(text).equals(expected)));
  }

  @Test
  void isUsableAgainAfterAVisitorFails() {
    try {
      Terms.forEach(
          "one failing visitor",
          (surface, term) -> {
            throw new IllegalArgumentException("stop");
          });
    } catch (IllegalArgumentException expected) {
      assertEquals("stop", expected.getMessage());
    }
    assertEquals(List.of("pod"), Terms.of("pod"));
  }
}
