package dev.docent.transforms.wikipedia;

import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
  private final Set<Integer> noSubject;

  private TopicPrototypes(float[][] centroids, Set<Integer> noSubject) {
    this.centroids = centroids;
    this.noSubject = noSubject;
  }

  /** Reads the topics and the section vectors of a topics artifact. */
  public static TopicPrototypes read(Path topicsFolder, int topics) throws IOException {
    List<TextVector> sections = sections(topicsFolder);
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

  /** The site's sections of a topics artifact. */
  static List<TextVector> sections(Path topicsFolder) throws IOException {
    return AvroFiles.readAll(TextVector.class, topicsFolder.resolve("section-vectors"));
  }

  /**
   * Builds the centroids of each dimension.
   *
   * @param noSubject dimensions that nothing is similar to
   */
  static TopicPrototypes of(List<TextVector> sections, int topics, Set<Integer> noSubject) {
    float[][] centroids = new float[topics][];
    for (int topic = 0; topic < topics; topic++) {
      centroids[topic] =
          noSubject.contains(topic) ? new float[topics] : centroid(own(sections, topic), topics);
    }
    return new TopicPrototypes(centroids, noSubject);
  }

  public int topics() {
    return centroids.length;
  }

  /** Cosine of a unit vector with a topic's centroid. */
  public float similarity(float[] vector, int topic) {
    return LsaModel.cosine(vector, centroids[topic]);
  }

  /** Whether entries are matched with a topic. */
  boolean isSubject(int topic) {
    return !noSubject.contains(topic);
  }

  /**
   * For each topic the cosine that a share of the site's other sections, those that don't stand for
   * it, don't exceed; 0 where there are none.
   */
  float[] otherSections(List<TextVector> sections, double share) {
    float[] cosines = new float[topics()];
    for (int topic = 0; topic < cosines.length; topic++) {
      Set<TextVector> own = Collections.newSetFromMap(new IdentityHashMap<>());
      own.addAll(own(sections, topic));
      float[] others = new float[sections.size() - own.size()];
      int count = 0;
      for (TextVector section : sections) {
        if (!own.contains(section)) {
          others[count++] = similarity(section.getVector(), topic);
        }
      }
      cosines[topic] = Math.max(0, LearnFloors.quantile(others, share));
    }
    return cosines;
  }

  private float similarity(List<Float> vector, int topic) {
    float sum = 0;
    for (int i = 0; i < centroids[topic].length; i++) {
      sum += vector.get(i) * centroids[topic][i];
    }
    return sum;
  }

  /** The sections that stand for a topic. */
  private static List<TextVector> own(List<TextVector> sections, int topic) {
    List<TextVector> nearest = new ArrayList<>();
    for (TextVector section : sections) {
      if (section.getVector().get(topic) > 0) {
        nearest.add(section);
      }
    }
    nearest.sort(
        Comparator.comparingDouble((TextVector section) -> -section.getVector().get(topic))
            .thenComparing(TextVector::getId));
    return nearest.subList(0, Math.min(SECTIONS, nearest.size()));
  }

  private static float[] centroid(List<TextVector> own, int topics) {
    double[] sum = new double[topics];
    for (TextVector section : own) {
      List<Float> vector = section.getVector();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector.get(i);
      }
    }
    return LsaModel.unit(sum);
  }
}
