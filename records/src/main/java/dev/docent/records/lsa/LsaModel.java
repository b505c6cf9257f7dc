package dev.docent.records.lsa;

import dev.docent.records.LsaTerm;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.text.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The site's space of topics, in which texts are compared by cosine: a text's weighted row times V
 * (Deerwester et al., "Indexing by latent semantic analysis", 1990). Immutable, so safe for use by
 * several threads. Takes 4 bytes for each of its terms times topics.
 */
public final class LsaModel {
  private static final String FOLDER = "lsa";

  private final TfIdf tfIdf;
  private final List<String> surfaces;
  private final float[] vectors;
  private final int topics;

  private LsaModel(TfIdf tfIdf, List<String> surfaces, float[] vectors, int topics) {
    this.tfIdf = tfIdf;
    this.surfaces = surfaces;
    this.vectors = vectors;
    this.topics = topics;
  }

  /**
   * Loads the model of a topics artifact: {@code lsa/lsa.json} and {@code lsa/terms/*.avro}.
   *
   * @param folder the artifact's folder
   * @throws UserException if the files contradict each other
   */
  public static LsaModel load(Path folder) throws IOException {
    Path files = folder.resolve(FOLDER);
    LsaSummary summary = LsaSummary.read(files.resolve("lsa.json"));
    int terms = summary.terms();
    int topics = summary.topics();
    String[] names = new String[terms];
    String[] surfaces = new String[terms];
    float[] weights = new float[terms];
    float[] vectors = new float[Math.multiplyExact(terms, topics)];
    AvroFiles.forEach(
        LsaTerm.class,
        files.resolve("terms"),
        term -> {
          int index = term.getIndex();
          List<Float> vector = term.getVector();
          if (index < 0 || index >= terms || vector.size() != topics || names[index] != null) {
            throw new UserException(
                "%s is damaged: term '%s' has index %d and %d values, where lsa.json names %d terms and %d topics"
                    .formatted(files, term.getTerm(), index, vector.size(), terms, topics));
          }
          names[index] = term.getTerm();
          surfaces[index] = term.getSurface();
          weights[index] = term.getIdf();
          for (int i = 0; i < topics; i++) {
            vectors[index * topics + i] = vector.get(i);
          }
        });
    int missing = Arrays.asList(names).indexOf(null);
    if (missing >= 0) {
      throw new UserException(
          "%s is damaged: the term of index %d is missing".formatted(files, missing));
    }
    return new LsaModel(
        new TfIdf(
            Arrays.asList(names),
            weights,
            Weighting.of(summary.weighting()),
            summary.averageLength()),
        List.copyOf(Arrays.asList(surfaces)),
        vectors,
        topics);
  }

  /** Writes a model's files, as {@link #load} reads them, below a folder. */
  public static void write(Path folder, LsaSummary summary, Iterable<LsaTerm> terms)
      throws IOException {
    Path files = folder.resolve(FOLDER);
    AvroFiles.write(LsaTerm.class, files.resolve("terms").resolve("terms.avro"), terms);
    Files.writeString(files.resolve("lsa.json"), summary.toJson());
  }

  /** The dimensions of the space. */
  public int topics() {
    return topics;
  }

  /** Weighted rows with this model's vocabulary. */
  public TfIdf tfIdf() {
    return tfIdf;
  }

  /** The commonest written form of a column's term. */
  public String surface(int column) {
    return surfaces.get(column);
  }

  /**
   * A text's place in the space.
   *
   * @return {@link #topics()} values of unit length; all zero where nothing is known of the text
   */
  public float[] project(String text) {
    return project(tfIdf.weigh(text));
  }

  /** The place of a text that is analyzed already; see {@link Terms#of(String)}. */
  public float[] project(List<String> terms) {
    return project(tfIdf.weigh(terms));
  }

  /** A row's place in the space; see {@link #project(String)}. */
  public float[] project(SparseVector row) {
    double[] sum = new double[topics];
    addProjection(row, sum);
    return unit(sum);
  }

  /**
   * How much of a unit row the space holds: the length of its projection, 0 to 1. A text on the
   * subjects of the site has a greater share than one that has only everyday words in common with
   * it, wherever in the space the two may lie.
   */
  public double share(SparseVector row) {
    double[] sum = new double[topics];
    addProjection(row, sum);
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    return Math.sqrt(square);
  }

  /** Adds a row's place, before it is scaled to unit length, to a sum. */
  void addProjection(SparseVector row, double[] sum) {
    for (int i = 0; i < row.size(); i++) {
      int start = row.indices()[i] * topics;
      float weight = row.values()[i];
      for (int t = 0; t < topics; t++) {
        sum[t] += (double) weight * vectors[start + t];
      }
    }
  }

  /** Scales to unit length; zeros stay zeros. */
  public static float[] unit(double[] vector) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] * scale);
    }
    return unit;
  }

  /** The cosine of two unit vectors. */
  public static float cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** A vector as Avro holds it. */
  public static List<Float> toList(float[] vector) {
    List<Float> list = new ArrayList<>(vector.length);
    for (float value : vector) {
      list.add(value);
    }
    return list;
  }
}
