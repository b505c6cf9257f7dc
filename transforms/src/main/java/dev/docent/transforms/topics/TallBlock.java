package dev.docent.transforms.topics;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * A matrix of many rows and a few columns in single precision, outside of the heap, where BLAS
 * takes it as it is: handing it an array copies it there and back, which takes longer than the
 * product. Sums over the rows are in double precision from one piece of rows to the next. To be
 * closed.
 */
final class TallBlock implements AutoCloseable {
  /** Rows of a piece: two pieces of 64 columns are half a megabyte, within a core's cache. */
  private static final int PIECE = 1024;

  static {
    // The runner has a task a core already; more threads would only spin against each other.
    Loader.load(openblas.class);
    openblas_nolapack.blas_set_num_threads(1);
  }

  private final int rows;
  private final int columns;
  private final FloatPointer values;

  private TallBlock(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new FloatPointer(Math.max(1, (long) rows * columns));
  }

  static TallBlock zeros(int rows, int columns) {
    TallBlock block = new TallBlock(rows, columns);
    block.values.zero();
    return block;
  }

  static TallBlock of(Basis basis) {
    TallBlock block = new TallBlock(basis.rows(), basis.columns());
    block.values.put(basis.values());
    return block;
  }

  static TallBlock of(DenseBlock wide) {
    TallBlock block = new TallBlock(wide.rows(), wide.columns());
    float[] piece = new float[PIECE * wide.columns()];
    for (int from = 0; from < wide.values().length; from += piece.length) {
      int count = Math.min(piece.length, wide.values().length - from);
      for (int i = 0; i < count; i++) {
        piece[i] = (float) wide.values()[from + i];
      }
      block.values.position(from).put(piece, 0, count);
    }
    block.values.position(0);
    return block;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** All values, row after row. */
  float[] toArray() {
    float[] array = new float[Math.multiplyExact(rows, columns)];
    values.get(array);
    return array;
  }

  /** This matrix's transpose times another of as many rows. */
  double[] transposedTimes(TallBlock right) {
    double[] sum = new double[columns * right.columns];
    if (sum.length == 0) {
      return sum;
    }
    float[] array = new float[sum.length];
    try (FloatPointer product = new FloatPointer(sum.length)) {
      for (int from = 0; from < rows; from += PIECE) {
        openblas.cblas_sgemm(
            CblasRowMajor,
            CblasTrans,
            CblasNoTrans,
            columns,
            right.columns,
            Math.min(PIECE, rows - from),
            1,
            values.getPointer((long) from * columns),
            columns,
            right.values.getPointer((long) from * right.columns),
            right.columns,
            0,
            product,
            right.columns);
        product.get(array);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += array[i];
        }
      }
    }
    return sum;
  }

  /** Adds a factor times another matrix of as many rows times a small one, row after row. */
  void addProduct(float factor, TallBlock left, double[] small) {
    if (left.columns == 0 || columns == 0 || rows == 0) {
      return;
    }
    float[] array = new float[small.length];
    for (int i = 0; i < array.length; i++) {
      array[i] = (float) small[i];
    }
    try (FloatPointer right = new FloatPointer(array)) {
      openblas.cblas_sgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          rows,
          columns,
          left.columns,
          factor,
          left.values,
          left.columns,
          right,
          columns,
          1,
          values,
          columns);
    }
  }

  @Override
  public void close() {
    values.close();
  }
}
