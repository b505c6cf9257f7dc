package dev.docent.transforms.topics;

import dev.docent.records.lsa.SparseVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * Some thousand rows of the section-term matrix as one element of a PCollection (compressed sparse
 * rows), so that a pass over the matrix is one tight loop an element. The sections of an article
 * always stand together. Immutable.
 */
final class SparseRows {
  private final String[] sectionIds;
  private final String[] articleIds;

  /** Row r takes the values from {@code starts[r]} to {@code starts[r + 1]}. */
  private final int[] starts;

  private final int[] columns;
  private final float[] values;

  private SparseRows(
      String[] sectionIds, String[] articleIds, int[] starts, int[] columns, float[] values) {
    this.sectionIds = sectionIds;
    this.articleIds = articleIds;
    this.starts = starts;
    this.columns = columns;
    this.values = values;
  }

  int size() {
    return sectionIds.length;
  }

  String sectionId(int row) {
    return sectionIds[row];
  }

  String articleId(int row) {
    return articleIds[row];
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  int column(int position) {
    return columns[position];
  }

  float value(int position) {
    return values[position];
  }

  /** The squared Frobenius norm of these rows. */
  double energy() {
    double energy = 0;
    for (float value : values) {
      energy += (double) value * value;
    }
    return energy;
  }

  /** Gathers rows. */
  static final class Builder {
    private final List<String> sectionIds = new ArrayList<>();
    private final List<String> articleIds = new ArrayList<>();
    private int[] starts = new int[64];
    private int[] columns = new int[4096];
    private float[] values = new float[4096];
    private int size;

    void add(String sectionId, String articleId, SparseVector row) {
      sectionIds.add(sectionId);
      articleIds.add(articleId);
      int end = size + row.size();
      if (end > columns.length) {
        int capacity = Math.max(end, columns.length * 2);
        columns = Arrays.copyOf(columns, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      System.arraycopy(row.indices(), 0, columns, size, row.size());
      System.arraycopy(row.values(), 0, values, size, row.size());
      size = end;
      if (sectionIds.size() == starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      starts[sectionIds.size()] = size;
    }

    boolean isEmpty() {
      return sectionIds.isEmpty();
    }

    /** How many values the rows have together. */
    int values() {
      return size;
    }

    SparseRows build() {
      return new SparseRows(
          sectionIds.toArray(String[]::new),
          articleIds.toArray(String[]::new),
          Arrays.copyOf(starts, sectionIds.size() + 1),
          Arrays.copyOf(columns, size),
          Arrays.copyOf(values, size));
    }
  }

  /** Writes the arrays as they are. */
  static final class Coder extends CustomCoder<SparseRows> {
    private static final long serialVersionUID = 1L;
    private static final StringUtf8Coder STRING = StringUtf8Coder.of();

    @Override
    public void encode(SparseRows rows, OutputStream out) throws IOException {
      PrimitiveArrays.write(rows.starts, out);
      PrimitiveArrays.write(rows.columns, out);
      PrimitiveArrays.write(rows.values, out);
      for (int row = 0; row < rows.size(); row++) {
        STRING.encode(rows.sectionIds[row], out);
        STRING.encode(rows.articleIds[row], out);
      }
    }

    @Override
    public SparseRows decode(InputStream in) throws IOException {
      int[] starts = PrimitiveArrays.readInts(in);
      int[] columns = PrimitiveArrays.readInts(in);
      float[] values = PrimitiveArrays.readFloats(in);
      String[] sectionIds = new String[starts.length - 1];
      String[] articleIds = new String[starts.length - 1];
      for (int row = 0; row < sectionIds.length; row++) {
        sectionIds[row] = STRING.decode(in);
        articleIds[row] = STRING.decode(in);
      }
      return new SparseRows(sectionIds, articleIds, starts, columns, values);
    }

    @Override
    public void verifyDeterministic() {}
  }
}
