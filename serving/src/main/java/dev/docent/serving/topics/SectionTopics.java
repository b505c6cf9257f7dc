package dev.docent.serving.topics;

import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Each section's place in the LSA space: its topic, and what is near it. A section's topic is the
 * dimension in which it stands out most from the others, in standard deviations; dimensions that
 * are no subject of the site are passed over.
 */
public final class SectionTopics {
  private final LsaModel model;
  private final Map<Integer, String> labels;
  private final List<String> ids;
  private final List<float[]> vectors;
  private final Map<String, Integer> places;
  private final Map<String, Integer> topics;

  private SectionTopics(
      LsaModel model, Map<Integer, String> labels, List<String> ids, List<float[]> vectors) {
    this.model = model;
    this.labels = labels;
    this.ids = ids;
    this.vectors = vectors;
    this.places = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      places.put(ids.get(i), i);
    }
    this.topics = outstanding();
  }

  /**
   * A section that is near.
   *
   * @param cosine 1 for the same direction
   */
  public record Near(String id, float cosine) {}

  /**
   * Reads a topics artifact; empty where it has no vectors of sections.
   *
   * @param folder of the artifact
   */
  public static Optional<SectionTopics> find(Path folder) throws IOException {
    return Files.isDirectory(folder.resolve("section-vectors"))
        ? Optional.of(load(folder))
        : Optional.empty();
  }

  /**
   * Reads a topics artifact.
   *
   * @param folder of the artifact
   */
  public static SectionTopics load(Path folder) throws IOException {
    Map<Integer, String> labels = new HashMap<>();
    AvroFiles.forEach(
        Topic.class,
        folder.resolve("topics"),
        topic -> {
          if (topic.getFiltered() == null) {
            labels.put(topic.getId(), topic.getLabel());
          }
        });
    List<String> ids = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    AvroFiles.forEach(
        TextVector.class,
        folder.resolve("section-vectors"),
        vector -> {
          float[] values = new float[vector.getVector().size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = vector.getVector().get(i);
          }
          ids.add(vector.getId());
          vectors.add(values);
        });
    return new SectionTopics(LsaModel.load(folder), labels, ids, vectors);
  }

  /** The topic of a section; empty where it has no known word. */
  public Optional<Integer> topic(String sectionId) {
    return Optional.ofNullable(topics.get(sectionId));
  }

  /** The topic's heaviest terms. */
  public String label(int topic) {
    return labels.getOrDefault(topic, "");
  }

  public boolean isTopic(int topic) {
    return labels.containsKey(topic);
  }

  /** The sections of a topic. */
  public List<String> sections(int topic) {
    return ids.stream().filter(id -> topics.getOrDefault(id, -1) == topic).toList();
  }

  /** The nearest sections to a section, the nearest first; empty where it isn't known. */
  public List<Near> nearest(String sectionId, int n) {
    Integer place = places.get(sectionId);
    return place == null ? List.of() : nearest(vectors.get(place), n);
  }

  /** The nearest sections to a text, the nearest first; empty where no word of it is known. */
  public List<Near> nearestTo(String text, int n) {
    return nearest(model.project(text), n);
  }

  /** Tells how near sections are to a text: 0 where one of the two has no known word. */
  public ToDoubleFunction<String> nearness(String text) {
    float[] vector = model.project(text);
    return id -> {
      Integer place = places.get(id);
      return place == null ? 0 : LsaModel.cosine(vector, vectors.get(place));
    };
  }

  private List<Near> nearest(float[] vector, int n) {
    if (LsaModel.cosine(vector, vector) == 0) {
      return List.of();
    }
    List<Near> near = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      float cosine = LsaModel.cosine(vector, vectors.get(i));
      if (cosine > 0) {
        near.add(new Near(ids.get(i), cosine));
      }
    }
    near.sort(Comparator.comparing(Near::cosine).reversed().thenComparing(Near::id));
    return near.subList(0, Math.min(n, near.size()));
  }

  private Map<String, Integer> outstanding() {
    int k = vectors.isEmpty() ? 0 : vectors.get(0).length;
    double[] mean = new double[k];
    double[] squares = new double[k];
    for (float[] vector : vectors) {
      for (int d = 0; d < k; d++) {
        mean[d] += vector[d] / vectors.size();
        squares[d] += vector[d] * vector[d] / vectors.size();
      }
    }
    Map<String, Integer> best = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      double highest = 0;
      for (int d = 0; d < k; d++) {
        double deviation = Math.sqrt(Math.max(1e-12, squares[d] - mean[d] * mean[d]));
        double z = (vectors.get(i)[d] - mean[d]) / deviation;
        // Only the positive end of a dimension is the topic that its label names.
        if (labels.containsKey(d) && vectors.get(i)[d] > 0 && z > highest) {
          highest = z;
          best.put(ids.get(i), d);
        }
      }
    }
    return best;
  }
}
