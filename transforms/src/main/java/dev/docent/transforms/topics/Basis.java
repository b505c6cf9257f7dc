package dev.docent.transforms.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * Orthonormal columns that span the subspace, in single precision: half the bytes of every pass.
 *
 * @param rows the matrix's terms
 * @param columns l
 * @param values row after row
 * @param shift what the next step subtracts from the squared singular values, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; blocks are large.
record Basis(int rows, int columns, float[] values, double shift) {
  Basis {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(
          "%d values for %d x %d".formatted(values.length, rows, columns));
    }
  }

  static Basis of(DenseBlock block, double shift) {
    float[] values = new float[block.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) block.values()[i];
    }
    return new Basis(block.rows(), block.columns(), values, shift);
  }

  DenseBlock toBlock() {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return new DenseBlock(rows, columns, doubles);
  }

  /** Writes the shape, the shift and the values. */
  static final class Coder extends CustomCoder<Basis> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Basis basis, OutputStream out) throws IOException {
      PrimitiveArrays.writeInt(basis.rows, out);
      PrimitiveArrays.writeInt(basis.columns, out);
      PrimitiveArrays.write(new double[] {basis.shift}, out);
      PrimitiveArrays.write(basis.values, out);
    }

    @Override
    public Basis decode(InputStream in) throws IOException {
      int rows = PrimitiveArrays.readInt(in);
      int columns = PrimitiveArrays.readInt(in);
      double shift = PrimitiveArrays.readDoubles(in)[0];
      return new Basis(rows, columns, PrimitiveArrays.readFloats(in), shift);
    }

    @Override
    public void verifyDeterministic() {}
  }
}
