package dev.docent.serving.evaluation;

import dev.docent.records.Article;
import dev.docent.records.LsaTerm;
import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Section;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TextVector;
import dev.docent.records.TrainingExample;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.TextEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.vectors.SectionVectorsWriter;
import dev.docent.serving.vectors.SentenceEncoder;
import dev.docent.serving.vectors.VectorsStage;
import dev.docent.serving.vectors.VectorsSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace of sixty sections. Each says 'pod' and a number word; the queries ask for 'pod' and
 * name the number in a way that only a model could know, so BM25 alone can but guess.
 */
final class TinySite {
  static final int SECTIONS = 60;
  static final String TRAIN = "aaaaaaaaaaaaaaaaaaaa";

  final Workspace workspace;

  TinySite(Path folder) throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    artifact(Stage.INDEX, "b1", TinySite::index);
    artifact(Stage.DATASET, "c1", TinySite::examples);
    artifact(Stage.TOPICS, "d1", TinySite::topics);
    artifact(Stage.TRAIN, TRAIN, TinySite::model);
    artifact(Stage.VECTORS, "e1", TinySite::noVectors);
  }

  /** Writes files. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /** A loader of models that know a share of the answers and guess the others by their id. */
  static RankingModel.Loader knowing(double share) {
    return folder ->
        new RankingModel() {
          @Override
          public Scorer scorer(int maxWindows) {
            return (query, candidates) -> {
              float[] scores = new float[candidates.size()];
              for (int i = 0; i < scores.length; i++) {
                String id = candidates.get(i).section().id();
                int number = Integer.parseInt(query.replaceAll("\\D", ""));
                boolean known = (number * 7919 % 100) < share * 100;
                scores[i] =
                    known && id.equals(section(number)) ? 10 : Math.floorMod(id.hashCode(), 7);
              }
              return scores;
            };
          }

          @Override
          public void close() {}
        };
  }

  /** The same with a sentence encoder that knows the answer of every query. */
  static RankingModel.Loader knowingByVectors(double share) {
    return folder -> {
      RankingModel model = knowing(share).load(folder);
      return new RankingModel() {
        @Override
        public Scorer scorer(int maxWindows) {
          return model.scorer(maxWindows);
        }

        @Override
        public Optional<SentenceEncoder> embedding() {
          return Optional.of(encoder());
        }

        @Override
        public void close() {
          model.close();
        }
      };
    };
  }

  /** Gives a query the vector of its section, and any other text one of its own. */
  private static SentenceEncoder encoder() {
    TextEncoder texts = new TextEncoder(new WordPiece(Vocabulary.ofBase("all-minilm-l6-v2")), 64);
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < SECTIONS; i++) {
      numbers.put(Arrays.hashCode(texts.query("which pod is " + i)), i);
    }
    return new SentenceEncoder(
        texts,
        asked -> {
          float[][] vectors = new float[asked.size()][];
          for (int i = 0; i < vectors.length; i++) {
            vectors[i] = direction(numbers.getOrDefault(Arrays.hashCode(asked.get(i)), SECTIONS));
          }
          return vectors;
        });
  }

  /** Gives the sections vectors. */
  void embed() throws IOException {
    artifact(
        Stage.VECTORS,
        "e2",
        folder -> {
          try (SectionVectorsWriter writer =
              new SectionVectorsWriter(folder.resolve(VectorsStage.FOLDER))) {
            for (int i = 0; i < SECTIONS; i++) {
              writer.add(section(i), direction(i));
            }
            writer.commit();
          }
          new VectorsSummary("b1", TRAIN, SECTIONS, SECTIONS)
              .write(folder.resolve(VectorsSummary.FILE));
        });
  }

  /** Half a circle, divided by the sections. */
  private static float[] direction(int place) {
    double angle = Math.PI * place / (SECTIONS + 1);
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
  }

  static String section(int number) {
    return "article-%d.html#s".formatted(number);
  }

  /** A published version that scores every section. */
  void publish(long version, String train) throws IOException {
    publish(version, train, RankingSettings.DEFAULT.withDepth(SECTIONS));
  }

  /** A published version with ranking settings of its own. */
  void publish(long version, String train, RankingSettings ranking) throws IOException {
    Path extra = workspace.models().resolve("docent/" + version + "/assets.extra");
    Files.createDirectories(extra);
    Files.writeString(
        extra.resolve("docent.json"), "{\"trainFingerprint\": \"%s\"}".formatted(train));
    ranking.write(extra.resolve(RankingSettings.FILE));
    new dev.docent.records.workspace.ModelPointer(version, version > 1 ? version - 1 : null)
        .write(workspace.models().resolve("docent"), "stable");
  }

  private void artifact(Stage stage, String fingerprint, Content content) throws IOException {
    Workspace.Attempt attempt = workspace.begin(stage, fingerprint);
    content.writeTo(attempt.folder());
    Artifact artifact =
        attempt.complete(
            new Manifest(
                stage.id(),
                1,
                fingerprint,
                Map.of(),
                Map.of(),
                Map.of(),
                new Counts(),
                List.of(),
                attempt.name(),
                attempt.files(),
                Instant.now(),
                Instant.now(),
                "test"));
    workspace.makeCurrent(artifact);
  }

  private static void index(Path folder) throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder.resolve("lucene"))) {
      for (int i = 0; i < SECTIONS; i++) {
        String article = "article-%d.html".formatted(i);
        Section section =
            Section.newBuilder()
                .setId(section(i))
                .setArticleId(article)
                .setPosition(0)
                .setLevel(1)
                .setHeadingPath(List.of("Pods"))
                .setText("A pod runs containers together. " + "Filler words here. ".repeat(i % 5))
                .build();
        writer.add(
            Article.newBuilder()
                .setId(article)
                .setTitle("Article")
                .setSections(List.of(section))
                .build());
      }
      writer.commit();
    }
  }

  private static void examples(Path folder) throws IOException {
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < SECTIONS; i++) {
      Split split = i % 3 == 0 ? Split.VALIDATION : Split.TEST;
      examples.add(example(i, split, TextSource.SITE, section(i)));
    }
    examples.add(example(100, Split.TRAIN, TextSource.SITE, section(1)));
    examples.add(example(101, Split.TEST, TextSource.WIKIPEDIA, "wikipedia:1#0"));
    examples.add(example(102, Split.TEST, TextSource.SITE, "gone.html#top"));
    AvroFiles.write(TrainingExample.class, folder.resolve("examples/a.avro"), examples);
  }

  private static TrainingExample example(
      int number, Split split, TextSource source, String section) {
    return TrainingExample.newBuilder()
        .setId("e" + number)
        .setQuery("which pod is " + number)
        .setKind(number % 2 == 0 ? "question" : "salient-terms")
        .setSource(source)
        .setDocumentId("article-%d.html".formatted(number))
        .setSplit(split)
        .setPassages(
            List.of(
                passage(section, 1, PassageRole.POSITIVE),
                passage(section(7), 0, PassageRole.HARD_NEGATIVE)))
        .build();
  }

  private static Passage passage(String id, float label, PassageRole role) {
    return Passage.newBuilder()
        .setId(id)
        .setDocumentId("d")
        .setTitle("")
        .setText("text")
        .setLabel(label)
        .setRole(role)
        .build();
  }

  private static void topics(Path folder) throws IOException {
    LsaTerm term =
        LsaTerm.newBuilder()
            .setIndex(0)
            .setTerm("pod")
            .setSurface("pod")
            .setDocumentFrequency(SECTIONS)
            .setIdf(1)
            .setVector(List.of(1f, 0f))
            .build();
    LsaModel.write(
        folder, new LsaSummary(1, 2, 1, SECTIONS, 60, new double[] {7, 1}), List.of(term));
    List<TextVector> vectors = new ArrayList<>();
    for (int i = 0; i < SECTIONS; i++) {
      double angle = 0.01 * i;
      vectors.add(
          TextVector.newBuilder()
              .setId(section(i))
              .setArticleId("a")
              .setVector(List.of((float) Math.cos(angle), (float) Math.sin(angle)))
              .build());
    }
    AvroFiles.write(TextVector.class, folder.resolve("section-vectors/a.avro"), vectors);
  }

  private static void noVectors(Path folder) throws IOException {
    new VectorsSummary("b1", TRAIN, 0, 0).write(folder.resolve(VectorsSummary.FILE));
  }

  private static void model(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("model"));
    Files.writeString(folder.resolve("model/saved_model.pb"), "not read");
  }
}
