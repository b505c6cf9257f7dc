package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import smile.math.matrix.Matrix;

/** The decomposition as a Beam job, against LAPACK and against the loop without Beam. */
class TruncatedSvdTest implements Serializable {
  private static final int TERMS = 40;
  private static final int TOPICS = 5;
  private static final int POWERS = 3;
  private static final long SEED = 3;

  @Test
  void agreesWithADenseSolver() {
    double[][] matrix = Matrices.random(120, TERMS, 29);
    double[] exact = Matrices.dense(matrix).s;
    double[][] vectors = columns(Matrices.dense(matrix).V);
    run(
        matrix,
        Matrices.chunks(matrix, 15),
        found -> {
          assertEquals(TOPICS, found.topics());
          assertEquals(Matrices.energy(matrix), found.energy(), 1e-6 * found.energy());
          for (int topic = 0; topic < TOPICS; topic++) {
            assertEquals(exact[topic], found.singularValues()[topic], 1e-3 * exact[topic]);
          }
          double dot = 0;
          for (int term = 0; term < TERMS; term++) {
            dot += found.weight(term, 0) * vectors[0][term];
          }
          assertEquals(1, Math.abs(dot), 1e-4, "cosine of the first vectors");
        });
  }

  @Test
  void givesTheBitsOfTheLoopWithoutBeamInAnyOrderOfBundles() {
    double[][] matrix = Matrices.random(120, TERMS, 31);
    List<SparseRows> buckets = Matrices.chunks(matrix, 15);
    SingularVectors expected =
        new LocalSvd(LocalSvd.Rows.of(buckets), 1).decompose(shape(matrix), POWERS, SEED);
    List<SparseRows> shuffled = new ArrayList<>(buckets);
    Collections.shuffle(shuffled, new Random(1));
    assertTrue(shuffled.get(0) != buckets.get(0), "the order is the same");
    run(matrix, shuffled, found -> assertEquals(expected, found));
  }

  @Test
  void endsEarlyWhereTheRankIsLow() {
    double[][] matrix = new double[20][TERMS];
    for (int r = 0; r < 20; r++) {
      matrix[r][r % 2 == 0 ? 3 : 4] = 1;
    }
    run(matrix, Matrices.chunks(matrix, 5), found -> assertEquals(2, found.topics()));
  }

  private interface Check extends Serializable {
    void that(SingularVectors found);
  }

  private static void run(double[][] matrix, List<SparseRows> buckets, Check check) {
    Pipeline pipeline = Pipeline.create();
    PCollection<SvdShape> shape =
        pipeline.apply(
            "Shape", Create.of(shape(matrix)).withCoder(SerializableCoder.of(SvdShape.class)));
    PCollection<SingularVectors> vectors =
        pipeline
            .apply("Rows", Create.of(buckets).withCoder(new SparseRows.Coder()))
            .apply(new TruncatedSvd(shape, POWERS, SEED));
    PAssert.thatSingleton(vectors)
        .satisfies(
            found -> {
              check.that(found);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static SvdShape shape(double[][] matrix) {
    long rows = (long) Math.ceil(Matrices.energy(matrix));
    return new SvdShape(rows, TERMS, TOPICS, 7);
  }

  private static double[][] columns(Matrix matrix) {
    return matrix.transpose().toArray();
  }
}
