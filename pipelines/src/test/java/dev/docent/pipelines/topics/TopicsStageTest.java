package dev.docent.pipelines.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.LsaTerm;
import dev.docent.records.Section;
import dev.docent.records.TermWeight;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.Settings;
import dev.docent.records.config.TopicsConfig;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.CodeVersion;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsStageTest {
  private static final List<List<String>> SUBJECTS =
      List.of(
          List.of("pod", "node", "kubelet", "scheduler", "taint"),
          List.of("index", "query", "join", "transaction", "vacuum"),
          List.of("alert", "metric", "dashboard", "incident", "pager"));

  @TempDir Path folder;

  @Test
  void learnsWhatTheSiteWritesAbout() throws Exception {
    List<Article> articles = articles();
    StageContext context = context(articles);
    new TopicsStage().run(context);

    Path output = context.output();
    checkTopics(AvroFiles.readAll(Topic.class, output.resolve("topics")));
    checkVectors(articles, output);
    assertEquals(15, AvroFiles.readAll(LsaTerm.class, output.resolve("lsa/terms")).size());
    assertEquals(48, context.counts().read());
    assertEquals(48, context.counts().written());
    assertTrue(Files.readString(output.resolve("topics.html")).contains("topic-2"));
    assertEquals(1, context.warnings().size(), "that 100 topics were lowered to 6 or fewer");
  }

  @Test
  void givesTheSameBitsWhateverTheParallelismAndTheOrder() throws Exception {
    List<Article> articles = articles();
    StageContext one = context(articles, "one", 1);
    new TopicsStage().run(one);
    Collections.reverse(articles);
    StageContext three = context(articles, "three", 3);
    new TopicsStage().run(three);
    for (String file : List.of("topics", "lsa/terms", "section-vectors", "article-vectors")) {
      assertEquals(records(one.output().resolve(file)), records(three.output().resolve(file)));
    }
    assertEquals(
        Files.readString(one.output().resolve("lsa/lsa.json")),
        Files.readString(three.output().resolve("lsa/lsa.json")));
  }

  /** The records as text, which shows each bit of a number, in an order of their own. */
  private static List<String> records(Path folder) throws Exception {
    List<String> records = new ArrayList<>();
    Class<? extends SpecificRecord> type =
        switch (folder.getFileName().toString()) {
          case "topics" -> Topic.class;
          case "terms" -> LsaTerm.class;
          default -> TextVector.class;
        };
    AvroFiles.readAll(type, folder).forEach(record -> records.add(record.toString()));
    assertTrue(!records.isEmpty(), folder + " is empty");
    Collections.sort(records);
    return records;
  }

  @Test
  void saysWhyNothingCanBeLearned() throws Exception {
    StageContext context =
        context(List.of(article("a", List.of(section("a", 0, "a word that is nowhere else")))));
    UserException e = assertThrows(UserException.class, () -> new TopicsStage().run(context));
    assertTrue(e.getMessage().contains("--min-document-frequency"), e.getMessage());
  }

  private static void checkTopics(List<Topic> topics) {
    assertEquals(6, topics.size());
    Map<Integer, Topic> byId = new HashMap<>();
    topics.forEach(topic -> byId.put(topic.getId(), topic));
    for (int id = 0; id < 3; id++) {
      List<String> heaviest =
          byId.get(id).getPositive().stream().limit(3).map(TermWeight::getSurface).toList();
      assertTrue(
          SUBJECTS.stream().anyMatch(subject -> subject.containsAll(heaviest)),
          "of one subject: " + heaviest);
      assertTrue(byId.get(id).getSingularValue() >= byId.get(id + 1).getSingularValue());
    }
  }

  /** The stage's vectors are those that a reader of the model computes. */
  private static void checkVectors(List<Article> articles, Path output) throws Exception {
    LsaModel model = LsaModel.load(output);
    Map<String, TextVector> vectors = new HashMap<>();
    AvroFiles.forEach(
        TextVector.class, output.resolve("section-vectors"), v -> vectors.put(v.getId(), v));
    assertEquals(48, vectors.size());
    for (Article article : articles) {
      for (Section section : article.getSections()) {
        assertArrayEquals(
            model.project(section.getText()),
            toArray(vectors.get(section.getId()).getVector()),
            1e-5f);
      }
    }
    List<TextVector> ofArticles =
        AvroFiles.readAll(TextVector.class, output.resolve("article-vectors"));
    assertEquals(24, ofArticles.size());
    for (TextVector vector : ofArticles) {
      float[] place = toArray(vector.getVector());
      assertEquals(1, LsaModel.cosine(place, place), 1e-5);
    }
  }

  private static float[] toArray(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private StageContext context(List<Article> articles) throws Exception {
    return context(articles, "one", 2);
  }

  private StageContext context(List<Article> articles, String name, int parallelism)
      throws Exception {
    Workspace workspace = Workspace.open(folder.resolve(name + "-workspace").toString());
    Workspace.Attempt attempt = workspace.begin(Stage.PARSE, "0123456789abcdef");
    AvroFiles.write(Article.class, attempt.folder().resolve("articles/part.avro"), articles);
    Artifact parse =
        attempt.complete(
            new Manifest(
                "parse",
                1,
                "0123456789abcdef",
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new Counts(),
                List.of(),
                attempt.name(),
                attempt.files(),
                Instant.now(),
                Instant.now(),
                CodeVersion.current()));
    return new StageContext(
        workspace,
        Stage.TOPICS,
        Settings.read(TopicsConfig.class, "topics", Map.of()),
        Map.of(Stage.PARSE, parse),
        "0",
        Files.createDirectories(folder.resolve(name)),
        List.of("--parallelism=" + parallelism));
  }

  private static List<Article> articles() {
    SplittableRandom random = new SplittableRandom(5);
    List<Article> articles = new ArrayList<>();
    for (int a = 0; a < 24; a++) {
      // Unequal subjects, so that the singular values differ.
      List<String> subject = SUBJECTS.get(a < 11 ? 0 : a < 19 ? 1 : 2);
      String id = "article" + a;
      List<Section> sections = new ArrayList<>();
      for (int s = 0; s < 2; s++) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < 12; w++) {
          text.append(subject.get(random.nextInt(subject.size()))).append(' ');
        }
        sections.add(section(id, s, text.toString()));
      }
      articles.add(article(id, sections));
    }
    return articles;
  }

  private static Article article(String id, List<Section> sections) {
    return new Article(id, null, "", null, null, List.of(), sections);
  }

  private static Section section(String article, int position, String text) {
    return new Section(
        article + "#" + position, article, position, 2, List.of(), null, text, List.of());
  }
}
