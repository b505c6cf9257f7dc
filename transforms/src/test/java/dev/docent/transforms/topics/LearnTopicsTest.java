package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.LsaTerm;
import dev.docent.records.Section;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.config.TopicsConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;

class LearnTopicsTest {
  private static final String[][] SUBJECTS = {
    {"pod", "node", "kubelet", "scheduler", "taint"},
    {"index", "query", "join", "transaction", "vacuum"},
    {"alert", "metric", "dashboard", "incident", "pager"},
  };

  @Test
  void tellsSubjectsApartAndPlacesEveryText() {
    Pipeline pipeline = pipeline();
    PCollectionTuple learned =
        pipeline.apply(Create.of(articles())).apply(LearnTopics.with(settings(3)));
    PAssert.that(learned.get(LearnTopics.TOPICS)).satisfies(LearnTopicsTest::checkTopics);
    PAssert.that(learned.get(LearnTopics.SECTIONS)).satisfies(v -> checkVectors(v, 48));
    PAssert.that(learned.get(LearnTopics.ARTICLES)).satisfies(v -> checkVectors(v, 24));
    PAssert.that(learned.get(LearnTopics.TERMS)).satisfies(LearnTopicsTest::checkTerms);
    PAssert.thatSingleton(learned.get(LearnTopics.SUMMARY))
        .satisfies(
            json -> {
              assertTrue(json.contains("\"topics\" : 3"), json);
              assertTrue(json.contains("\"sections\" : 48"), json);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void givesNothingWhereThereIsNoVocabulary() {
    Pipeline pipeline = pipeline();
    Article article =
        new Article("a", null, "", null, null, List.of(), List.of(section("a", 0, "unique")));
    PCollectionTuple learned =
        pipeline.apply(Create.of(article)).apply(LearnTopics.with(settings(3)));
    PAssert.that(learned.get(LearnTopics.TOPICS)).empty();
    PAssert.that(learned.get(LearnTopics.SECTIONS)).empty();
    PAssert.that(learned.get(LearnTopics.SUMMARY)).empty();
    pipeline.run().waitUntilFinish();
  }

  private static Void checkTopics(Iterable<Topic> topics) {
    int n = 0;
    for (Topic topic : topics) {
      n++;
      assertTrue(topic.getExplainedVariance() > 0 && topic.getExplainedVariance() <= 1);
      assertFalse(topic.getLabel().isEmpty());
      long subjects =
          topic.getPositive().stream()
              .limit(3)
              .map(term -> subjectOf(term.getSurface()))
              .distinct()
              .count();
      assertEquals(1, subjects, "the heaviest terms are of one subject: " + topic);
    }
    assertEquals(3, n);
    return null;
  }

  private static Void checkVectors(Iterable<TextVector> vectors, int expected) {
    int n = 0;
    for (TextVector vector : vectors) {
      n++;
      double square = vector.getVector().stream().mapToDouble(v -> v * v).sum();
      assertEquals(1, square, 1e-5, vector.getId());
    }
    assertEquals(expected, n);
    return null;
  }

  private static Void checkTerms(Iterable<LsaTerm> terms) {
    List<LsaTerm> sorted = new ArrayList<>();
    terms.forEach(sorted::add);
    sorted.sort(Comparator.comparing(LsaTerm::getIndex));
    assertEquals(15, sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      assertEquals(i, sorted.get(i).getIndex());
      assertTrue(i == 0 || sorted.get(i - 1).getTerm().compareTo(sorted.get(i).getTerm()) < 0);
      assertEquals(3, sorted.get(i).getVector().size());
    }
    return null;
  }

  private static int subjectOf(String word) {
    for (int s = 0; s < SUBJECTS.length; s++) {
      if (List.of(SUBJECTS[s]).contains(word)) {
        return s;
      }
    }
    throw new AssertionError("no subject has " + word);
  }

  private static List<Article> articles() {
    SplittableRandom random = new SplittableRandom(5);
    List<Article> articles = new ArrayList<>();
    for (int a = 0; a < 24; a++) {
      // Unequal subjects, so that the singular values differ.
      int subject = a < 11 ? 0 : a < 19 ? 1 : 2;
      String id = "article" + a;
      List<Section> sections = new ArrayList<>();
      for (int s = 0; s < 2; s++) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < 12; w++) {
          text.append(SUBJECTS[subject][random.nextInt(5)]).append(' ');
        }
        sections.add(section(id, s, text.toString()));
      }
      articles.add(new Article(id, null, "", null, null, List.of(), sections));
    }
    return articles;
  }

  private static Section section(String article, int position, String text) {
    return new Section(
        article + "#" + position, article, position, 2, List.of(), null, text, List.of());
  }

  private static TopicsConfig settings(int topics) {
    return new TopicsConfig(topics, 2, 0.5, 1000, 3, 5, 10, 17);
  }

  private static Pipeline pipeline() {
    Pipeline pipeline = Pipeline.create();
    register(pipeline.getCoderRegistry(), Article.class);
    register(pipeline.getCoderRegistry(), Topic.class);
    register(pipeline.getCoderRegistry(), LsaTerm.class);
    register(pipeline.getCoderRegistry(), TextVector.class);
    return pipeline;
  }

  private static <T extends SpecificRecord> void register(CoderRegistry registry, Class<T> type) {
    registry.registerCoderForClass(type, AvroCoder.specific(type));
  }
}
