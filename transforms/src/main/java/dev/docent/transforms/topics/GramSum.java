package dev.docent.transforms.topics;

import java.util.Arrays;

/**
 * Sums up {@code A'(A Q)} over buckets of A's rows: there and back in one pass.
 *
 * <p>Within a bucket the order of all additions is fixed, and single precision serves; across
 * buckets the sums are on a {@link Grid}, so exact. The result has the same bits whatever order the
 * buckets come in and however many sums share them.
 *
 * <p>Going there, a row gathers the rows of Q that its columns name; back, the bucket is turned
 * into columns, and a column gathers the products of its rows. Both gather eight at a time into one
 * target that stays in the nearest cache. Not safe for use by several threads.
 */
final class GramSum {
  private final int columns;
  private final float[] q;
  private final Grid grid;
  private final double[] sum;
  private final int[] ends;
  private final float[] target;
  private double energy;
  private float[] products = new float[0];
  private int[] rowOf = new int[0];
  private float[] valueOf = new float[0];

  /**
   * @param rows all rows of A, each of unit length or shorter; no sum exceeds their number
   */
  GramSum(Basis basis, long rows) {
    this.columns = basis.columns();
    this.q = basis.values();
    this.grid = Grid.forSumsWithin(Math.max(1, rows));
    this.sum = new double[q.length];
    this.ends = new int[basis.rows()];
    this.target = new float[columns];
  }

  /** Adds a bucket's share. */
  void add(SparseRows bucket) {
    int rows = bucket.size();
    if (products.length < rows * columns) {
      products = new float[rows * columns];
    } else {
      Arrays.fill(products, 0, rows * columns, 0);
    }
    for (int row = 0; row < rows; row++) {
      gather(
          bucket.columns(),
          bucket.values(),
          bucket.start(row),
          bucket.end(row),
          q,
          products,
          row * columns,
          columns);
    }
    turn(bucket);
    int start = 0;
    for (int column = 0; column < ends.length; column++) {
      int end = ends[column];
      if (end > start) {
        Arrays.fill(target, 0);
        gather(rowOf, valueOf, start, end, products, target, 0, columns);
        grid.add(target, columns, sum, column * columns);
        start = end;
      }
    }
    energy += grid.round(bucket.energy());
  }

  /** The sum of all buckets; this object isn't to be used any more. */
  DenseBlock sum() {
    return new DenseBlock(ends.length, columns, sum);
  }

  /** The squared Frobenius norm of all buckets. */
  double energy() {
    return energy;
  }

  /** Sorts the bucket's values by column, those of a column by row. */
  private void turn(SparseRows bucket) {
    int size = bucket.end(bucket.size() - 1);
    if (rowOf.length < size) {
      rowOf = new int[size];
      valueOf = new float[size];
    }
    Arrays.fill(ends, 0);
    for (int i = 0; i < size; i++) {
      ends[bucket.column(i)]++;
    }
    int next = 0;
    for (int column = 0; column < ends.length; column++) {
      int start = next;
      next += ends[column];
      ends[column] = start;
    }
    for (int row = 0; row < bucket.size(); row++) {
      for (int i = bucket.start(row); i < bucket.end(row); i++) {
        int place = ends[bucket.column(i)]++;
        rowOf[place] = row;
        valueOf[place] = bucket.value(i);
      }
    }
  }

  /** Adds the named rows of a block, each times its value, to a row of n values. */
  private static void gather(
      int[] index,
      float[] value,
      int from,
      int to,
      float[] block,
      float[] target,
      int start,
      int n) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      addScaled(target, start, value, i, index, block, n);
    }
    for (; i + 2 <= to; i += 2) {
      addScaled(target, start, value[i], value[i + 1], block, index[i] * n, index[i + 1] * n, n);
    }
    if (i < to) {
      addScaled(target, start, value[i], block, index[i] * n, n);
    }
  }

  // The loops that all time goes into, apart so that the JIT turns them into vector code.

  private static void addScaled(
      float[] target, int start, float[] value, int i, int[] index, float[] s, int n) {
    float v0 = value[i];
    float v1 = value[i + 1];
    float v2 = value[i + 2];
    float v3 = value[i + 3];
    float v4 = value[i + 4];
    float v5 = value[i + 5];
    float v6 = value[i + 6];
    float v7 = value[i + 7];
    int s0 = index[i] * n;
    int s1 = index[i + 1] * n;
    int s2 = index[i + 2] * n;
    int s3 = index[i + 3] * n;
    int s4 = index[i + 4] * n;
    int s5 = index[i + 5] * n;
    int s6 = index[i + 6] * n;
    int s7 = index[i + 7] * n;
    for (int c = 0; c < n; c++) {
      target[start + c] +=
          ((v0 * s[s0 + c] + v1 * s[s1 + c]) + (v2 * s[s2 + c] + v3 * s[s3 + c]))
              + ((v4 * s[s4 + c] + v5 * s[s5 + c]) + (v6 * s[s6 + c] + v7 * s[s7 + c]));
    }
  }

  private static void addScaled(
      float[] target, int start, float v0, float v1, float[] s, int s0, int s1, int n) {
    for (int c = 0; c < n; c++) {
      target[start + c] += v0 * s[s0 + c] + v1 * s[s1 + c];
    }
  }

  private static void addScaled(float[] target, int start, float v0, float[] s, int s0, int n) {
    for (int c = 0; c < n; c++) {
      target[start + c] += v0 * s[s0 + c];
    }
  }
}
