package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallBlockTest {
  @ParameterizedTest(name = "{0} rows of {1} and {2} columns")
  @CsvSource({"1, 1, 1", "7, 3, 5", "1024, 8, 2", "1025, 2, 8", "5000, 9, 4"})
  void multipliesLikePlainLoops(int rows, int left, int right) {
    DenseBlock a = Matrices.block(rows, left, 1);
    DenseBlock b = Matrices.block(rows, right, 2);
    double[] small = Matrices.block(left, right, 3).values();
    try (TallBlock tallA = TallBlock.of(a);
        TallBlock tallB = TallBlock.of(b)) {
      double[] product = tallA.transposedTimes(tallB);
      for (int i = 0; i < left; i++) {
        for (int j = 0; j < right; j++) {
          double dot = 0;
          for (int r = 0; r < rows; r++) {
            dot += a.get(r, i) * b.get(r, j);
          }
          assertEquals(dot, product[i * right + j], 1e-5 * rows, i + ", " + j);
        }
      }
      tallB.addProduct(-2, tallA, small);
      float[] sums = tallB.toArray();
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < right; j++) {
          double sum = b.get(r, j);
          for (int i = 0; i < left; i++) {
            sum -= 2 * a.get(r, i) * small[i * right + j];
          }
          assertEquals(sum, sums[r * right + j], 1e-4, r + ", " + j);
        }
      }
    }
  }
}
