package dev.docent.pipelines.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.Article;
import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.records.UserException;
import dev.docent.records.config.DatasetConfig;
import dev.docent.records.stage.StageContext;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.tfrecord.DatasetCard;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordReader;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.examples.CorporaFiles;
import dev.docent.transforms.dataset.examples.DatasetPlan;
import dev.docent.transforms.dataset.examples.ExampleMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetStageTest {
  private static final Map<String, String> SETTINGS =
      Map.of("max-examples", "200", "sequence-length", "64", "negatives", "3");

  @TempDir static Path folder;
  private DatasetInputs inputs;
  private StageContext context;
  private List<TrainingExample> examples;

  @BeforeAll
  void build() throws Exception {
    inputs = DatasetInputs.write(folder, articles(30), entries(20));
    context = inputs.context("out", SETTINGS, "--parallelism=2");
    new DatasetStage().run(context);
    examples = DatasetInputs.examples(context);
  }

  @Test
  void holdsEachQueryWithItsPositiveFirstAndTheNegativesAskedFor() {
    assertFalse(examples.isEmpty());
    assertTrue(examples.size() <= 200);
    for (TrainingExample example : examples) {
      List<Passage> passages = example.getPassages();
      assertEquals(4, passages.size(), example.getId());
      assertEquals(PassageRole.POSITIVE, passages.get(0).getRole());
      assertEquals(example.getDocumentId(), passages.get(0).getDocumentId());
      for (Passage negative : passages.subList(1, 4)) {
        assertEquals(0f, negative.getLabel());
        assertNotEquals(example.getDocumentId(), negative.getDocumentId());
        assertFalse(negative.getText().isBlank());
      }
    }
  }

  @Test
  void splitsByDocumentAndTrainsOnNothingHeldOut() {
    DocumentSplit split = new DocumentSplit(17, 0.1, 0.1);
    for (TrainingExample example : examples) {
      assertEquals(split.of(example.getDocumentId()), example.getSplit());
      if (example.getSplit() == Split.TRAIN) {
        example
            .getPassages()
            .forEach(p -> assertEquals(Split.TRAIN, split.of(p.getDocumentId()), p.getId()));
      }
    }
    for (Split each : Split.values()) {
      assertTrue(examples.stream().anyMatch(e -> e.getSplit() == each), "no " + each);
    }
  }

  @Test
  void keepsToWikipediasShareAndMixesKinds() {
    long wikipedia = examples.stream().filter(e -> e.getSource() == TextSource.WIKIPEDIA).count();
    assertTrue(wikipedia > 0 && wikipedia <= 0.3 * 200, "from Wikipedia: " + wikipedia);
    Set<String> kinds = examples.stream().map(TrainingExample::getKind).collect(Collectors.toSet());
    assertTrue(
        kinds.containsAll(Set.of("salient-terms", "cut-sentence", "lead-phrase")), "" + kinds);
  }

  @Test
  void packsWhatTheTrainerReads() throws Exception {
    Path output = context.output();
    DatasetCard card = DatasetCard.read(output);
    assertEquals(64, card.sequenceLength());
    assertEquals(4, card.groupSize());
    assertEquals(examples.size(), card.queries());
    assertEquals(card.vocabularySha256(), Vocabulary.read(output.resolve("vocab.txt")).sha256());
    Set<String> ids = new HashSet<>();
    List<Long> groups = new ArrayList<>();
    for (String name : List.of("train", "validation", "test")) {
      try (TfRecordReader reader =
          TfRecordReader.open(output.resolve("tfrecord/" + name + ".tfrecord"))) {
        int n = 0;
        for (Example e = reader.nextExample(); e != null; e = reader.nextExample(), n++) {
          assertEquals(64, e.ints("input_ids").length);
          assertEquals(e.ints("input_mask")[0], 1);
          assertArrayEquals(new float[] {n % 4 == 0 ? 1f : 0f}, e.floats("label"));
          ids.add(e.text("example_id"));
          groups.add(e.int64s("group")[0]);
        }
        assertEquals(4 * card.bySplit().get(name.toUpperCase(java.util.Locale.ROOT)), n);
      }
    }
    assertEquals(examples.stream().map(TrainingExample::getId).collect(Collectors.toSet()), ids);
    for (int i = 0; i < groups.size(); i++) {
      assertEquals(i / 4, groups.get(i));
    }
  }

  @Test
  void describesItself() throws Exception {
    String page = Files.readString(context.output().resolve("statistics.html"));
    assertTrue(page.contains("salient-terms") && page.contains("MRR@10") && page.contains("<svg"));
    assertTrue(page.contains("vocabulary-coverage") && page.contains("in the group"));
    assertFalse(page.contains("<script"));
    JsonNode figures =
        new ObjectMapper().readTree(context.output().resolve("statistics.json").toFile());
    assertEquals(examples.size(), figures.get("queries").asInt());
    assertEquals(0, figures.get("leakage").get("texts").asInt());
    assertTrue(figures.get("bm25").get("all").get("groupMrr").asDouble() > 0.3);
    figures.get("expectations").forEach(e -> assertTrue(e.get("holds").asBoolean(), "" + e));
    assertEquals(50, context.counts().read());
    assertEquals(examples.size(), context.counts().written());
  }

  @Test
  void isTheSameForAnyParallelism() throws Exception {
    StageContext again = inputs.context("again", SETTINGS, "--parallelism=1");
    new DatasetStage().run(again);
    assertEquals(examples, DatasetInputs.examples(again));
    for (String name : List.of("train", "validation", "test")) {
      String file = "tfrecord/" + name + ".tfrecord";
      assertEquals(
          -1, Files.mismatch(context.output().resolve(file), again.output().resolve(file)), file);
    }
  }

  @Test
  void isWhatTheBenchmarkMakesWithoutBeam() throws Exception {
    DatasetPlan plan = DatasetPlan.of(context.settings(DatasetConfig.class));
    CorporaFiles files =
        new CorporaFiles(
            folder.resolve("parse/articles").toString(),
            folder.resolve("match/entries").toString(),
            folder.resolve("match/matches").toString(),
            folder.resolve("topics").toString(),
            plan.split());
    List<SourceDocument> documents = new ArrayList<>();
    articles(30).forEach(article -> documents.add(SourceDocument.of(article)));
    entries(20).forEach(entry -> documents.add(SourceDocument.of(entry)));
    try {
      assertEquals(examples, new ExampleMaker(plan, files.load()).make(documents));
    } finally {
      CorporaFiles.release();
    }
  }

  @Test
  void stopsWhereTheSetDriftsThoughItsSettingsAreTheSameUnlessThatIsAllowed() throws Exception {
    Path own = folder.resolve("drift");
    completeFirst(own, "dump.xml");
    DatasetInputs shrunk = DatasetInputs.write(own, articles(30), List.of()).from("dump.xml");
    UserException e =
        assertThrows(
            UserException.class, () -> new DatasetStage().run(shrunk.context("shrunk", SETTINGS)));
    assertTrue(e.getMessage().contains("- drift-sources: "), e.getMessage());
    assertTrue(e.getMessage().contains("made with the same settings"), e.getMessage());
    Path refused = own.resolve("workspace").toRealPath().resolve("refused/dataset");
    assertTrue(e.getMessage().contains("'" + refused + "'"), e.getMessage());
    assertTrue(Files.readString(refused.resolve("statistics.html")).contains("drift-sources"));
    assertTrue(Files.readString(refused.resolve("statistics.json")).contains("drift-sources"));
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("allow-drift", "true");
    StageContext allowed = shrunk.context("allowed", settings);
    new DatasetStage().run(allowed);
    assertWarns(allowed, "allowed: drift-sources");
  }

  @Test
  void goesOnWithAWarningWhereAnInputWasMadeWithOtherSettings() throws Exception {
    Path own = folder.resolve("without");
    completeFirst(own, "dump.xml");
    StageContext without =
        DatasetInputs.write(own, articles(30), List.of()).context("without", SETTINGS);
    new DatasetStage().run(without);
    assertWarns(without, "allowed: drift-sources");
    assertWarns(without, "(match.wikipedia was dump.xml, is not set)");
  }

  @Test
  void goesOnWithAWarningWhereItsOwnSettingsAreOthers() throws Exception {
    Path own = folder.resolve("kinds");
    DatasetInputs same = completeFirst(own, "");
    StageContext again = same.context("again", SETTINGS);
    new DatasetStage().run(again);
    assertEquals(List.of(), again.warnings());
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("query-kinds", "cut-sentence=1");
    StageContext other = same.context("other", settings);
    new DatasetStage().run(other);
    assertWarns(other, "allowed: drift-kinds");
    assertWarns(other, "is cut-sentence=1)");
  }

  private static DatasetInputs completeFirst(Path own, String dump) throws Exception {
    DatasetInputs inputs = DatasetInputs.write(own, articles(30), entries(20)).from(dump);
    StageContext first = inputs.context("first", SETTINGS);
    new DatasetStage().run(first);
    inputs.complete(first);
    return inputs;
  }

  private static void assertWarns(StageContext run, String part) {
    assertTrue(run.warnings().stream().anyMatch(each -> each.contains(part)), "" + run.warnings());
  }

  @Test
  void refusesASiteWithoutProse() throws Exception {
    List<Article> bare = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = "bare" + i;
      bare.add(
          DatasetInputs.article(
              id, "Menu", List.of(DatasetInputs.section(id, 0, "", "Home About Contact"))));
    }
    StageContext empty =
        DatasetInputs.write(folder.resolve("bare"), bare, List.of()).context("out", SETTINGS);
    UserException e = assertThrows(UserException.class, () -> new DatasetStage().run(empty));
    assertTrue(e.getMessage().startsWith("the data set is empty: none of the 5 documents"));
  }

  private static List<Article> articles(int n) {
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String id = "guide/" + i + ".html";
      String thing = word(i);
      articles.add(
          DatasetInputs.article(
              id,
              "Guide to " + thing,
              List.of(
                  DatasetInputs.section(id, 0, "", prose(thing, "engine", i)),
                  DatasetInputs.section(id, 1, "Sizing", prose(thing, "storage", i + 3)),
                  DatasetInputs.section(id, 2, "Alerts", prose(thing, "network", i + 7)))));
    }
    return articles;
  }

  private static List<Entry> entries(int n) {
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      String thing = word((int) i + 50);
      entries.add(
          Entry.newBuilder()
              .setId(1000 + i)
              .setTitle(thing)
              .setSections(
                  List.of(
                      new EntrySection(List.of(), prose(thing, "history", (int) i)),
                      new EntrySection(List.of("Use"), prose(thing, "industry", (int) i + 5))))
              .build());
    }
    return entries;
  }

  /** A word of its own for each number, of syllables. */
  private static String word(int i) {
    String[] first = {"ka", "mo", "ri", "tu", "ve", "zo", "pa", "lin", "dra", "shu"};
    String[] last = {"bel", "dor", "fin", "gan", "hom", "jat", "kur", "lop"};
    return first[i % 10] + last[i / 10 % 8] + first[(i + 3) % 10];
  }

  private static String prose(String thing, String side, int i) {
    return ("The %1$s %2$s is a part of the system that keeps the %3$s records of every customer in"
            + " one place. To restart the %1$s %2$s after a fault, drain the %4$s queue and wait for"
            + " the last batch to be written. If the %3$s limit is reached, the %2$s of the %1$s"
            + " refuses new work until an operator has raised it. Operators should watch the %4$s"
            + " metric of %1$s, because it grows before the %2$s becomes slow for anyone else.")
        .formatted(thing, side, word(i + 11), word(i + 23));
  }
}
