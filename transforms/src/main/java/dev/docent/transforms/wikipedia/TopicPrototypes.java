package dev.docent.transforms.wikipedia;

import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a topic looks like as a text: the centroid of the site's sections that load most on it.
 *
 * <p>A topic itself is an axis of the space. Few texts lie near an axis, since each is made of
 * several topics, and an axis has no side that is the subject: its terms of the other sign are what
 * the subject is told apart from. The centroid of the sections around its positive end is a place
 * where texts are.
 */
public final class TopicPrototypes {
  /** Sections that stand for a topic, at most. */
  static final int SECTIONS = 20;

  private final float[][] centroids;

  private TopicPrototypes(float[][] centroids) {
    this.centroids = centroids;
  }

  /** Reads the topics and the section vectors of a topics artifact. */
  public static TopicPrototypes read(Path topicsFolder, int topics) throws IOException {
    List<TextVector> sections =
        AvroFiles.readAll(TextVector.class, topicsFolder.resolve("section-vectors"));
    Set<Integer> noSubject = new HashSet<>();
    AvroFiles.forEach(
        Topic.class,
        topicsFolder.resolve("topics"),
        topic -> {
          if (topic.getFiltered() != null) {
            noSubject.add(topic.getId());
          }
        });
    return of(sections, topics, noSubject);
  }

  /**
   * Builds the centroids of each dimension.
   *
   * @param noSubject dimensions that nothing is similar to
   */
  static TopicPrototypes of(List<TextVector> sections, int topics, Set<Integer> noSubject) {
    float[][] centroids = new float[topics][];
    for (int topic = 0; topic < topics; topic++) {
      centroids[topic] = noSubject.contains(topic) ? new float[topics] : centroid(sections, topic);
    }
    return new TopicPrototypes(centroids);
  }

  public int topics() {
    return centroids.length;
  }

  /** Cosine of a unit vector with a topic's centroid. */
  public float similarity(float[] vector, int topic) {
    return LsaModel.cosine(vector, centroids[topic]);
  }

  private static float[] centroid(List<TextVector> sections, int topic) {
    List<TextVector> nearest = new ArrayList<>();
    for (TextVector section : sections) {
      if (section.getVector().get(topic) > 0) {
        nearest.add(section);
      }
    }
    nearest.sort(
        Comparator.comparingDouble((TextVector section) -> -section.getVector().get(topic))
            .thenComparing(TextVector::getId));
    double[] sum = new double[sections.isEmpty() ? 0 : sections.get(0).getVector().size()];
    for (TextVector section : nearest.subList(0, Math.min(SECTIONS, nearest.size()))) {
      List<Float> vector = section.getVector();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector.get(i);
      }
    }
    return LsaModel.unit(sum);
  }
}
