package dev.docent.serving.topics;

import dev.docent.records.LsaTerm;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topics artifact about okapis (1) and zebras (2), with a topic (0) that is no subject. */
public final class TestTopics {
  private TestTopics() {}

  public static void write(Path folder) throws IOException {
    AvroFiles.write(
        Topic.class,
        folder.resolve("topics/a.avro"),
        List.of(
            topic(0, "home, next", "one-text"),
            topic(1, "okapi, forest", null),
            topic(2, "zebra, stripes", null)));
    AvroFiles.write(
        TextVector.class,
        folder.resolve("section-vectors/a.avro"),
        List.of(
            vector("first#top", 0.6f, 0.79f, 0.1f),
            vector("first#two", 0.6f, 0.78f, 0.1f),
            vector("second#top", 0.6f, 0.1f, 0.79f),
            vector("blank#top", 0, 0, 0)));
    List<LsaTerm> terms = new ArrayList<>();
    terms.add(term(0, "okapi", 0, 1, 0));
    terms.add(term(1, "zebra", 0, 0, 1));
    LsaModel.write(folder, new LsaSummary(1, 3, 2, 4, 60, new double[] {7, 2, 1}), terms);
  }

  private static Topic topic(int id, String label, @Nullable String filtered) {
    return Topic.newBuilder()
        .setId(id)
        .setLabel(label)
        .setSingularValue(1)
        .setExplainedVariance(0.1)
        .setCoherence(0)
        .setPositive(List.of())
        .setNegative(List.of())
        .setFiltered(filtered)
        .build();
  }

  private static TextVector vector(String id, float... values) {
    return TextVector.newBuilder()
        .setId(id)
        .setArticleId(id.replaceFirst("#.*", ""))
        .setVector(floats(values))
        .build();
  }

  static LsaTerm term(int index, String term, float... values) {
    return LsaTerm.newBuilder()
        .setIndex(index)
        .setTerm(term)
        .setSurface(term)
        .setDocumentFrequency(1)
        .setIdf(1)
        .setVector(floats(values))
        .build();
  }

  private static List<Float> floats(float... values) {
    return LsaModel.toList(values);
  }
}
