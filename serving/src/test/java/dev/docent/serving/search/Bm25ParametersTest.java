package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bm25ParametersTest {
  @ParameterizedTest
  @CsvSource({
    "-0.1, 0.5, 1, 0, k1",
    "NaN, 0.5, 1, 0, k1",
    "Infinity, 0.5, 1, 0, k1",
    "1, -0.1, 1, 0, b",
    "1, 1.1, 1, 0, b",
    "1, NaN, 1, 0, b",
    "1, 0.5, 0.9, 0, titleBoost",
    "1, 0.5, NaN, 0, titleBoost",
    "1, 0.5, 1, -0.1, proximity",
    "1, 0.5, 1, 10.1, proximity",
    "1, 0.5, 1, NaN, proximity"
  })
  void refusesValuesOutOfRange(
      double k1, double b, double titleBoost, double proximity, String name) {
    UserException e =
        assertThrows(UserException.class, () -> new Bm25Parameters(k1, b, titleBoost, proximity));
    assertTrue(e.getMessage().contains(name + " is"), e.getMessage());
  }

  @Test
  void takesTheEdges() {
    new Bm25Parameters(0, 0, 1, 0);
    new Bm25Parameters(Double.MIN_VALUE, 1, 1000, 10);
  }
}
