package dev.docent.transforms.wikipedia;

import dev.docent.records.LsaTerm;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.records.text.Terms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A space of two topics, each of it own terms. */
final class TinyTopics {
  static final int CONTAINERS = 0;
  static final int DATABASES = 1;

  private static final List<String> CONTAINER_WORDS = List.of("kubernetes", "container");
  private static final List<String> DATABASE_WORDS = List.of("database", "index", "query");

  private TinyTopics() {}

  /** Writes what the match reads of a topics artifact. */
  static void write(Path folder) throws IOException {
    List<LsaTerm> terms = new ArrayList<>();
    add(terms, CONTAINER_WORDS, CONTAINERS);
    add(terms, DATABASE_WORDS, DATABASES);
    LsaModel.write(folder, new LsaSummary(1, 2, terms.size(), 2, 2, new double[] {1, 1}), terms);
    AvroFiles.write(Topic.class, folder.resolve("topics/part-0.avro"), List.of());
    AvroFiles.write(
        TextVector.class,
        folder.resolve("section-vectors/part-0.avro"),
        List.of(
            new TextVector("a#top", "a", List.of(1f, 0f)),
            new TextVector("b#top", "b", List.of(0f, 1f))));
  }

  static EntryMatcher matcher(Path folder, MatchLimits limits) throws IOException {
    return matcher(folder, limits, TopicFloors.none(2));
  }

  static EntryMatcher matcher(Path folder, MatchLimits limits, TopicFloors floors)
      throws IOException {
    LsaModel model = LsaModel.load(folder);
    return new EntryMatcher(model, TopicPrototypes.read(folder, model.topics()), limits, floors);
  }

  private static void add(List<LsaTerm> terms, List<String> words, int topic) {
    float weight = (float) (1 / Math.sqrt(words.size()));
    for (String word : words) {
      terms.add(
          new LsaTerm(
              terms.size(),
              Terms.of(word).get(0),
              word,
              1L,
              1f,
              topic == CONTAINERS ? List.of(weight, 0f) : List.of(0f, weight)));
    }
  }
}
