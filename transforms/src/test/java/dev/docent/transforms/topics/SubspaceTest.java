package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.math.matrix.Matrix;

class SubspaceTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheSingularValuesOfADenseSolver(long seed) {
    double[][] matrix = Matrices.random(150, 60, seed);
    double[] exact = Matrices.dense(matrix).s;
    double[] byDefault = iterate(matrix, 6, 10, 5, seed, 37).singularValues();
    double[] byMany = iterate(matrix, 6, 10, 20, seed, 37).singularValues();
    for (int i = 0; i < 6; i++) {
      assertEquals(exact[i], byDefault[i], 1e-3 * exact[i], "5 powers, value " + i);
      assertEquals(exact[i], byMany[i], 1e-6 * exact[i], "20 powers, value " + i);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheSubspaceOfADenseSolver(long seed) {
    double[][] matrix = Matrices.random(150, 60, seed);
    SingularVectors found = iterate(matrix, 6, 10, 20, seed, 37);
    Matrix exact = Matrices.dense(matrix).V;
    for (int topic = 0; topic < 6; topic++) {
      double inside = 0;
      for (int other = 0; other < 6; other++) {
        double dot = 0;
        for (int term = 0; term < 60; term++) {
          dot += found.weight(term, topic) * exact.get(term, other);
        }
        inside += dot * dot;
      }
      assertEquals(1, inside, 1e-5, "share of vector %d in the exact subspace".formatted(topic));
    }
  }

  @Test
  void isExactWhereTheBlockIsAsWideAsTheMatrix() {
    double[][] matrix = Matrices.random(40, 12, 9);
    SingularVectors found = iterate(matrix, 12, 0, 0, 9, 40);
    assertArrayEquals(Matrices.dense(matrix).s, found.singularValues(), 1e-5);
  }

  @Test
  void givesOrthonormalVectors() {
    SingularVectors found = iterate(Matrices.random(300, 90, 11), 20, 10, 4, 11, 64);
    for (int a = 0; a < 20; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int term = 0; term < 90; term++) {
          dot += (double) found.weight(term, a) * found.weight(term, b);
        }
        assertEquals(a == b ? 1 : 0, dot, 1e-6, a + " . " + b);
      }
    }
  }

  @Test
  void leavesOutColumnsThatDependOnOthers() {
    DenseBlock block = DenseBlock.zeros(30, 4);
    for (int r = 0; r < 30; r++) {
      block.values()[r * 4] = r + 1;
      block.values()[r * 4 + 1] = 2.0 * (r + 1);
      block.values()[r * 4 + 2] = r * r;
    }
    try (TallBlock dependent = TallBlock.of(block);
        Subspace.Orthonormal basis = Subspace.orthonormal(dependent, 0)) {
      assertEquals(2, basis.basis().columns(), "of four columns two are independent");
      double[] dots = basis.basis().transposedTimes(basis.basis());
      assertArrayEquals(new double[] {1, 0, 0, 1}, dots, 1e-4);
    }
  }

  @Test
  void givesTheSameWhateverTheChunking() {
    double[][] matrix = Matrices.random(200, 50, 13);
    SingularVectors one = iterate(matrix, 6, 8, 4, 13, 200);
    for (int rowsAChunk : new int[] {1, 7, 64}) {
      SingularVectors other = iterate(matrix, 6, 8, 4, 13, rowsAChunk);
      assertArrayEquals(one.singularValues(), other.singularValues(), 1e-5);
      for (int term = 0; term < 50; term++) {
        assertArrayEquals(one.row(term), other.row(term), 1e-4f);
      }
    }
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 3, 7})
  void givesTheSameBitsWhateverTheOrderAndThePartition(int threads) {
    double[][] matrix = Matrices.random(400, 80, 23);
    SvdShape shape = new SvdShape(bound(matrix), 80, 8, 16);
    List<SparseRows> buckets = Matrices.chunks(matrix, 20);
    SingularVectors one = new LocalSvd(LocalSvd.Rows.of(buckets), 1).decompose(shape, 4, 5);
    List<SparseRows> shuffled = new ArrayList<>(buckets);
    Collections.shuffle(shuffled, new Random(threads));
    assertEquals(one, new LocalSvd(LocalSvd.Rows.of(shuffled), threads).decompose(shape, 4, 5));
  }

  @Test
  void dropsTopicsBeyondTheRank() {
    double[][] matrix = new double[20][10];
    for (int r = 0; r < 20; r++) {
      matrix[r][r % 2 == 0 ? 3 : 4] = 1 + r;
    }
    SingularVectors found = iterate(matrix, 5, 3, 2, 1, 20);
    assertEquals(2, found.topics());
  }

  @Test
  void makesTheLargestWeightPositive() {
    SingularVectors found = iterate(Matrices.random(100, 40, 17), 8, 8, 4, 17, 30);
    for (int topic = 0; topic < 8; topic++) {
      int heaviest = TopTerms.heaviest(found, topic, 1)[0];
      assertTrue(found.weight(heaviest, topic) > 0, "topic " + topic);
    }
  }

  @Test
  void startIsTheSameForASeedAndAnotherForAnother() {
    float[] first = Subspace.start(30, 5, 1).values();
    assertArrayEquals(first, Subspace.start(30, 5, 1).values());
    assertTrue(Math.abs(first[0] - Subspace.start(30, 5, 2).values()[0]) > 1e-9);
  }

  static SingularVectors iterate(
      double[][] matrix, int topics, int oversampling, int powers, long seed, int rowsAChunk) {
    int columns = Math.min((topics + oversampling + 1) / 2, matrix[0].length);
    SvdShape shape = new SvdShape(bound(matrix), matrix[0].length, topics, columns);
    return new LocalSvd(LocalSvd.Rows.of(Matrices.chunks(matrix, rowsAChunk)), 1)
        .decompose(shape, powers, seed);
  }

  /** As many unit rows have at least the matrix's energy. */
  private static long bound(double[][] matrix) {
    return (long) Math.ceil(Matrices.energy(matrix));
  }
}
