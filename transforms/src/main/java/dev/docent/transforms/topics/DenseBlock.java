package dev.docent.transforms.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * A dense matrix of a few columns: terms times l, or a stripe of its rows.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param values row after row
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; blocks are large.
record DenseBlock(int rows, int columns, double[] values) {
  DenseBlock {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(
          "%d values for %d x %d".formatted(values.length, rows, columns));
    }
  }

  static DenseBlock zeros(int rows, int columns) {
    return new DenseBlock(rows, columns, new double[Math.multiplyExact(rows, columns)]);
  }

  double get(int row, int column) {
    return values[row * columns + column];
  }

  /** Adds another block of the same shape to this one, in place. */
  void add(DenseBlock other) {
    if (other.rows != rows || other.columns != columns) {
      throw new IllegalArgumentException(
          "can't add %d x %d to %d x %d".formatted(other.rows, other.columns, rows, columns));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
  }

  /** Writes the shape and the values. */
  static final class Coder extends CustomCoder<DenseBlock> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(DenseBlock block, OutputStream out) throws IOException {
      PrimitiveArrays.writeInt(block.rows, out);
      PrimitiveArrays.writeInt(block.columns, out);
      PrimitiveArrays.write(block.values, out);
    }

    @Override
    public DenseBlock decode(InputStream in) throws IOException {
      int rows = PrimitiveArrays.readInt(in);
      int columns = PrimitiveArrays.readInt(in);
      return new DenseBlock(rows, columns, PrimitiveArrays.readDoubles(in));
    }

    @Override
    public void verifyDeterministic() {}
  }
}
