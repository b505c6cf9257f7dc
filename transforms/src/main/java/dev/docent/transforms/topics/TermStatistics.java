package dev.docent.transforms.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * In how many sections a term stands, how unevenly, and how often in which written form. Mutable.
 */
final class TermStatistics {
  /** Fraction bits of the scatter: a sum of whole numbers doesn't depend on its order. */
  private static final double SCATTER_UNIT = 1L << 24;

  private long documents;
  private long scatter;
  private final Map<String, Long> surfaces = new TreeMap<>();

  long documents() {
    return documents;
  }

  /** Occurrences in all sections. */
  long occurrences() {
    return surfaces.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sum of tf ln tf over the sections. */
  double scatter() {
    return scatter / SCATTER_UNIT;
  }

  /** Counts a section that has the term so many times, apart from {@link #addSurface}. */
  void addDocument(int frequency) {
    documents++;
    scatter += Math.round(frequency * StrictMath.log(frequency) * SCATTER_UNIT);
  }

  void addSurface(String surface, long times) {
    surfaces.merge(surface, times, Long::sum);
  }

  void add(TermStatistics other) {
    documents += other.documents;
    scatter += other.scatter;
    other.surfaces.forEach(this::addSurface);
  }

  /** The commonest written form; of equally common ones the lexically first. */
  String commonestSurface() {
    String best = "";
    long most = 0;
    for (var surface : surfaces.entrySet()) {
      if (surface.getValue() > most) {
        best = surface.getKey();
        most = surface.getValue();
      }
    }
    return best;
  }

  /** Writes the counts as variable-length integers. */
  static final class Coder extends CustomCoder<TermStatistics> {
    private static final long serialVersionUID = 1L;
    private static final VarLongCoder LONG = VarLongCoder.of();
    private static final StringUtf8Coder STRING = StringUtf8Coder.of();

    @Override
    public void encode(TermStatistics value, OutputStream out) throws IOException {
      LONG.encode(value.documents, out);
      LONG.encode(value.scatter, out);
      LONG.encode((long) value.surfaces.size(), out);
      for (var surface : value.surfaces.entrySet()) {
        STRING.encode(surface.getKey(), out);
        LONG.encode(surface.getValue(), out);
      }
    }

    @Override
    public TermStatistics decode(InputStream in) throws IOException {
      TermStatistics value = new TermStatistics();
      value.documents = LONG.decode(in);
      value.scatter = LONG.decode(in);
      for (long left = LONG.decode(in); left > 0; left--) {
        String surface = STRING.decode(in);
        value.surfaces.put(surface, LONG.decode(in));
      }
      return value;
    }

    @Override
    public void verifyDeterministic() {}
  }
}
