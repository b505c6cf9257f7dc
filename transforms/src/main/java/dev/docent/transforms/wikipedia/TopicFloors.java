package dev.docent.transforms.wikipedia;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * From where on an entry is near enough to a topic to be matched; {@link LearnFloors} learns it.
 *
 * @param relevance the least share of an entry that the site's vocabulary and space hold, 0 to 1
 * @param similarity for each topic the least similarity (cosine times relevance)
 * @param cosine for each topic the least cosine
 * @param entries how many entries of the dump the similarities were learned from; 0 where there
 *     were too few
 */
@SuppressWarnings("ArrayRecordComponent") // A plain carrier; never compared.
public record TopicFloors(double relevance, float[] similarity, float[] cosine, int entries)
    implements Serializable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Floors that let everything pass that has anything to do with a topic. */
  static TopicFloors none(int topics) {
    return new TopicFloors(0, new float[topics], new float[topics], 0);
  }

  boolean pass(int topic, float cosineWithTopic, float relevanceOfEntry) {
    float similar = cosineWithTopic * relevanceOfEntry;
    return similar > 0
        && relevanceOfEntry >= relevance
        && cosineWithTopic >= cosine[topic]
        && similar >= similarity[topic];
  }

  /** Writes them as JSON, for people and for comparison with other runs. */
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("relevance", relevance).put("entries", entries);
    for (int topic = 0; topic < similarity.length; topic++) {
      root.withArray("topics")
          .addObject()
          .put("topic", topic)
          .put("similarity", similarity[topic])
          .put("cosine", cosine[topic]);
    }
    JSON.writeValue(file.toFile(), root);
  }
}
