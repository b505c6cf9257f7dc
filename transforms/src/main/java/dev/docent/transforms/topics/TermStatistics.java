package dev.docent.transforms.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** In how many sections a term stands, and how often in which written form. Mutable. */
final class TermStatistics {
  private long documents;
  private final Map<String, Long> surfaces = new TreeMap<>();

  long documents() {
    return documents;
  }

  void addDocument() {
    documents++;
  }

  void addSurface(String surface, long times) {
    surfaces.merge(surface, times, Long::sum);
  }

  void add(TermStatistics other) {
    documents += other.documents;
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
