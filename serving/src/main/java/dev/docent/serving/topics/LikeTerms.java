package dev.docent.serving.topics;

import dev.docent.records.LsaTerm;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The term that is likest to another among the topics: by the cosine of their rows of V times the
 * singular values, which is that of the sections they stand in as far as the space holds them. What
 * is near stands together with it more often than it means the same. Takes 4 bytes for each of the
 * vocabulary's terms times topics. Safe for use by several threads.
 */
public final class LikeTerms {
  private final double least;
  private final List<String> terms = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** At most one for each term of the vocabulary. */
  private final Map<Integer, Optional<String>> found = new ConcurrentHashMap<>();

  private LikeTerms(double least) {
    this.least = least;
  }

  /**
   * Reads a topics artifact.
   *
   * @param folder of the artifact
   * @param least the cosine from which a term counts as like another, above 0 and at most 1
   */
  public static LikeTerms load(Path folder, double least) throws IOException {
    LikeTerms like = new LikeTerms(least);
    Path files = folder.resolve("lsa");
    double[] singularValues = LsaSummary.read(files.resolve("lsa.json")).singularValues();
    AvroFiles.forEach(
        LsaTerm.class, files.resolve("terms"), term -> like.add(term, singularValues));
    return like;
  }

  private void add(LsaTerm term, double[] singularValues) {
    double[] row = new double[singularValues.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = term.getVector().get(i) * singularValues[i];
    }
    places.put(term.getTerm(), terms.size());
    terms.add(term.getTerm());
    vectors.add(LsaModel.unit(row));
  }

  /** The likest term to another; empty where that one isn't known, or none is like it. */
  public Optional<String> to(String term) {
    Integer place = places.get(term);
    return place == null ? Optional.empty() : found.computeIfAbsent(place, this::likest);
  }

  private Optional<String> likest(int place) {
    int likest = -1;
    double highest = least;
    for (int i = 0; i < vectors.size(); i++) {
      double cosine = i == place ? -1 : LsaModel.cosine(vectors.get(place), vectors.get(i));
      if (cosine > highest || (likest < 0 && cosine >= least)) {
        highest = cosine;
        likest = i;
      }
    }
    return likest < 0 ? Optional.empty() : Optional.of(terms.get(likest));
  }
}
