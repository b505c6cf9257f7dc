package dev.docent.transforms.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * One block of the Krylov basis: orthonormal columns, in single precision, which halves the bytes
 * of every pass.
 *
 * @param rows the matrix's terms
 * @param columns of this block; fewer than in the first where the rest is rounding noise, even none
 * @param values row after row
 * @param scale the greatest singular value of the first image, below a share of which is noise
 * @param coefficients the image of the block before this, in terms of all blocks up to this one: a
 *     matrix of as many rows as those have columns together, row after row
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; blocks are large.
record Basis(int rows, int columns, float[] values, double scale, double[] coefficients) {
  Basis {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(
          "%d values for %d x %d".formatted(values.length, rows, columns));
    }
  }

  static Basis of(TallBlock block, double scale, double[] coefficients) {
    return new Basis(block.rows(), block.columns(), block.toArray(), scale, coefficients);
  }

  /** Writes the shape, the values and the coefficients. */
  static final class Coder extends CustomCoder<Basis> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Basis basis, OutputStream out) throws IOException {
      PrimitiveArrays.writeInt(basis.rows, out);
      PrimitiveArrays.writeInt(basis.columns, out);
      PrimitiveArrays.write(new double[] {basis.scale}, out);
      PrimitiveArrays.write(basis.values, out);
      PrimitiveArrays.write(basis.coefficients, out);
    }

    @Override
    public Basis decode(InputStream in) throws IOException {
      int rows = PrimitiveArrays.readInt(in);
      int columns = PrimitiveArrays.readInt(in);
      double scale = PrimitiveArrays.readDoubles(in)[0];
      float[] values = PrimitiveArrays.readFloats(in);
      return new Basis(rows, columns, values, scale, PrimitiveArrays.readDoubles(in));
    }

    @Override
    public void verifyDeterministic() {}
  }
}
