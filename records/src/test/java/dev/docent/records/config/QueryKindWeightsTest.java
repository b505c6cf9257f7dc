package dev.docent.records.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryKindWeightsTest {
  @Test
  void readsWeightsAndGivesTheOthersNone() {
    Map<String, Double> weights = QueryKindWeights.parse(" question=3, title=1 ");
    assertEquals(3, weights.get("question"));
    assertEquals(1, weights.get("title"));
    assertEquals(0, weights.get("salient-terms"));
    assertEquals(QueryKindWeights.KINDS.size(), weights.size());
  }

  @Test
  void theDefaultNamesEveryKind() {
    QueryKindWeights.parse(QueryKindWeights.DEFAULT)
        .forEach((kind, weight) -> assertTrue(weight > 0, kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "questions=1 | there is no kind 'questions'; did you mean 'question'?",
        "question=-1 | the weight -1 of 'question' must be between 0 and 1000000",
        "question=NaN | the weight NaN of 'question' must be between 0 and 1000000",
        "question=much | the weight 'much' of 'question' is no number",
        "question=1,question=2 | 'question' is given twice",
        "question=0,title=0 | one weight at least must be above 0",
        "question | 'question' is no KIND=WEIGHT",
      })
  void refusesTheRestAndNamesWhatIsValid(String text, String why) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> Settings.read(DatasetConfig.class, "dataset", Map.of("query-kinds", text)));
    assertTrue(
        e.getMessage().contains("dataset: 'query-kinds' is '%s': %s".formatted(text, why)),
        e.getMessage());
    assertTrue(e.getMessage().contains("kinds of salient-terms, question"), e.getMessage());
  }
}
