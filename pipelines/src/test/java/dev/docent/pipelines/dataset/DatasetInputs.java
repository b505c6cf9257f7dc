package dev.docent.pipelines.dataset;

import dev.docent.records.Article;
import dev.docent.records.Entry;
import dev.docent.records.LsaTerm;
import dev.docent.records.Section;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.TrainingExample;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.text.Terms;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The input artifacts of the stage for given articles and entries. The LSA space is a random
 * projection of the terms, which keeps cosines about right.
 */
final class DatasetInputs {
  private static final int TOPICS = 32;

  private final Path folder;
  private final int entries;
  private final String dump;

  private DatasetInputs(Path folder, int entries, String dump) {
    this.folder = folder;
    this.entries = entries;
    this.dump = dump;
  }

  static DatasetInputs write(Path folder, List<Article> articles, List<Entry> entries)
      throws IOException {
    AvroFiles.write(Article.class, folder.resolve("parse/articles/a.avro"), articles);
    AvroFiles.write(Entry.class, folder.resolve("match/entries/e.avro"), entries);
    List<TopicMatch> matches = new ArrayList<>();
    for (Entry entry : entries) {
      int topic = (int) (entry.getId() % TOPICS);
      matches.add(new TopicMatch(topic, entry.getId(), entry.getTitle(), 1, 0.5f));
    }
    AvroFiles.write(TopicMatch.class, folder.resolve("match/matches/m.avro"), matches);
    writeTopics(folder.resolve("topics"), articles);
    return new DatasetInputs(folder, entries.size(), "");
  }

  /** The same, as if the entries were matched from this dump. */
  DatasetInputs from(String otherDump) {
    return new DatasetInputs(folder, entries, otherDump);
  }

  private static void writeTopics(Path folder, List<Article> articles) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Article article : articles) {
      article.getSections().forEach(section -> names.addAll(Terms.of(section.getText())));
    }
    SplittableRandom random = new SplittableRandom(1);
    List<LsaTerm> terms = new ArrayList<>();
    for (String name : names) {
      float[] vector = new float[TOPICS];
      for (int t = 0; t < TOPICS; t++) {
        vector[t] = (float) (random.nextDouble() - 0.5);
      }
      terms.add(new LsaTerm(terms.size(), name, name, 2L, 1f, LsaModel.toList(vector)));
    }
    LsaModel.write(
        folder, new LsaSummary(1, TOPICS, terms.size(), 1, 1, new double[TOPICS]), terms);
    List<Topic> topics = new ArrayList<>();
    for (int t = 0; t < TOPICS; t++) {
      topics.add(new Topic(t, "topic " + t, 1.0, 0.1, 0.0, List.of(), List.of(), 0.1, null));
    }
    AvroFiles.write(Topic.class, folder.resolve("topics/t.avro"), topics);
  }

  /** The context of a run into a fresh folder. */
  StageContext context(String name, Map<String, String> settings, String... beam)
      throws IOException {
    Path output = Files.createDirectories(folder.resolve(name));
    return new StageContext(
        Workspace.open(folder.resolve("workspace").toString()),
        Stage.DATASET,
        Settings.read(DatasetConfig.class, "dataset", settings),
        Map.of(
            Stage.PARSE, artifact(Stage.PARSE),
            Stage.TOPICS, artifact(Stage.TOPICS),
            Stage.MATCH, artifact(Stage.MATCH)),
        "0",
        output,
        List.of(beam));
  }

  /** Makes what a run has written the workspace's complete data set, with what it was made from. */
  void complete(StageContext run) throws IOException {
    Map<String, String> inputs = new TreeMap<>();
    for (Artifact input : run.inputs().values()) {
      inputs.put(input.stage().id(), input.fingerprint());
      Workspace.Attempt attempt = run.workspace().begin(input.stage(), input.fingerprint());
      attempt.complete(manifest(input.stage(), attempt.name()));
    }
    Workspace.Attempt attempt = run.workspace().begin(Stage.DATASET, "earlier");
    Files.copy(
        run.output().resolve("statistics.json"), attempt.folder().resolve("statistics.json"));
    attempt.complete(
        new Manifest(
            Stage.DATASET.id(),
            1,
            "earlier",
            Settings.toMap(run.settings(DatasetConfig.class)),
            inputs,
            Map.of(),
            run.counts(),
            List.of(),
            attempt.name(),
            attempt.files(),
            Instant.EPOCH,
            Instant.EPOCH,
            "test"));
  }

  private Artifact artifact(Stage stage) {
    return new Artifact(stage, manifest(stage, stage.id()), folder.resolve(stage.id()));
  }

  private Manifest manifest(Stage stage, String attempt) {
    boolean matched = stage == Stage.MATCH;
    return new Manifest(
        stage.id(),
        1,
        matched ? "m" + entries : "0",
        matched ? Map.of("wikipedia", dump) : Map.of(),
        Map.of(),
        Map.of(),
        new Counts(),
        List.of(),
        attempt,
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        "test");
  }

  static Article article(String id, String title, List<Section> sections) {
    return Article.newBuilder().setId(id).setTitle(title).setSections(sections).build();
  }

  static Section section(String articleId, int position, String heading, String text) {
    return Section.newBuilder()
        .setId(articleId + "#s" + position)
        .setArticleId(articleId)
        .setPosition(position)
        .setLevel(position == 0 ? 1 : 2)
        .setHeadingPath(position == 0 ? List.of() : List.of(heading))
        .setText(text)
        .build();
  }

  static List<TrainingExample> examples(StageContext context) throws IOException {
    return AvroFiles.readAll(TrainingExample.class, context.output().resolve("examples")).stream()
        .sorted(java.util.Comparator.comparing(TrainingExample::getId))
        .toList();
  }
}
