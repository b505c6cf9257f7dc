package dev.docent.transforms.topics;

import dev.docent.records.lsa.SparseVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * Rows of the section-term matrix as one element of a PCollection (compressed sparse rows): an
 * article's, or a bucket of some thousand, so that a pass over the matrix is one tight loop an
 * element. The sections of an article always stand together. Immutable.
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

  /** A row as one that stands for a topic. */
  Exemplar exemplar(int row, float load) {
    return new Exemplar(
        load,
        sectionIds[row],
        Arrays.copyOfRange(columns, starts[row], starts[row + 1]),
        Arrays.copyOfRange(values, starts[row], starts[row + 1]));
  }

  /** All columns, row after row; not to be changed. */
  int[] columns() {
    return columns;
  }

  /** All values, row after row; not to be changed. */
  float[] values() {
    return values;
  }

  /**
   * The rows of all parts in one, in the order of article ids, then section ids, so the same
   * whatever the order of the parts.
   */
  static SparseRows merge(Iterable<SparseRows> parts) {
    record Place(SparseRows part, int row) {}
    List<Place> places = new ArrayList<>();
    for (SparseRows part : parts) {
      for (int row = 0; row < part.size(); row++) {
        places.add(new Place(part, row));
      }
    }
    places.sort(
        Comparator.comparing((Place place) -> place.part.articleIds[place.row])
            .thenComparing(place -> place.part.sectionIds[place.row]));
    Builder merged = new Builder();
    for (Place place : places) {
      SparseRows part = place.part;
      int start = part.starts[place.row];
      int end = part.starts[place.row + 1];
      merged.add(
          part.sectionIds[place.row],
          part.articleIds[place.row],
          new SparseVector(
              Arrays.copyOfRange(part.columns, start, end),
              Arrays.copyOfRange(part.values, start, end)));
    }
    return merged.build();
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
