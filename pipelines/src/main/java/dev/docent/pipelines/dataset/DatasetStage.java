package dev.docent.pipelines.dataset;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.Article;
import dev.docent.records.Entry;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.Topic;
import dev.docent.records.TrainingExample;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.QueryKindWeights;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.records.tfrecord.DatasetCard;
import dev.docent.transforms.dataset.examples.BuildExamples;
import dev.docent.transforms.dataset.examples.CorporaFiles;
import dev.docent.transforms.dataset.examples.DatasetPlan;
import dev.docent.transforms.dataset.examples.ExampleFiles;
import dev.docent.transforms.dataset.statistics.DatasetCheck;
import dev.docent.transforms.dataset.statistics.DatasetStatistics;
import dev.docent.transforms.dataset.statistics.Leakage;
import dev.docent.transforms.dataset.statistics.StatisticsFile;
import dev.docent.transforms.dataset.statistics.StatisticsPage;
import dev.docent.transforms.dataset.validation.DatasetValidation;
import dev.docent.transforms.dataset.validation.Drift;
import dev.docent.transforms.dataset.validation.ExampleSchema;
import dev.docent.transforms.dataset.validation.Expectation;
import dev.docent.transforms.dataset.validation.Measures;
import dev.docent.transforms.dataset.validation.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the training set: a Beam job makes and chooses queries and finds their negatives; then the
 * driver packs them for the trainer, checks the set and describes it.
 */
public final class DatasetStage implements StageBody {
  private static final String EXAMPLES = "examples";

  @Override
  public void run(StageContext context) throws Exception {
    DatasetConfig config = context.settings(DatasetConfig.class);
    DatasetPlan plan = DatasetPlan.of(config);
    CorporaFiles files = files(context, plan);
    try {
      build(context, plan, files);
      List<TrainingExample> examples = read(context.written(EXAMPLES));
      describe(context, config, examples, files);
    } finally {
      CorporaFiles.release();
    }
  }

  private static CorporaFiles files(StageContext context, DatasetPlan plan) {
    return new CorporaFiles(
        context.input(Stage.PARSE).location("articles"),
        context.input(Stage.MATCH).location("entries"),
        context.input(Stage.MATCH).location("matches"),
        context.input(Stage.TOPICS).location(""),
        plan.split());
  }

  private static void build(StageContext context, DatasetPlan plan, CorporaFiles files)
      throws IOException {
    BeamJob job = BeamJob.of(context);
    var articles =
        job.pipeline().apply("ReadArticles", RecordFiles.read(Article.class, files.articles()));
    var entries =
        job.pipeline().apply("ReadEntries", RecordFiles.read(Entry.class, files.entries()));
    BuildExamples.with(plan, files)
        .of(articles, entries)
        .apply(
            "WriteExamples",
            RecordFiles.write(TrainingExample.class, context.outputLocation(EXAMPLES)));
    job.run();
  }

  private static List<TrainingExample> read(Path folder) throws IOException {
    return AvroFiles.readAll(TrainingExample.class, folder).stream()
        .sorted(Comparator.comparing(TrainingExample::getId))
        .toList();
  }

  private static void describe(
      StageContext context,
      DatasetConfig config,
      List<TrainingExample> examples,
      CorporaFiles files)
      throws IOException {
    WordPiece wordPiece = new WordPiece(Vocabulary.ofBase(config.base(), config.baseFolder()));
    DatasetStatistics statistics = DatasetStatistics.of(examples, files.load(), wordPiece);
    DatasetCheck.check(
            statistics,
            Map.of(
                Split.VALIDATION, config.validationShare() > 0,
                Split.TEST, config.testShare() > 0),
            Math.toIntExact(context.counts().read()))
        .forEach(context::warn);
    Map<Integer, String> topics = topics(context);
    Profile profile = statistics.profile(topics.size());
    LastDataset last = LastDataset.of(context);
    List<Expectation> expectations =
        new ArrayList<>(measures(config, statistics, examples).expectations());
    last.profile()
        .ifPresent(before -> expectations.addAll(Drift.of(profile, before, config.maxDrift())));
    String comparison = last.comparison(profile);
    String page = StatisticsPage.html(statistics, examples, expectations, comparison, topics);
    String figures = StatisticsFile.json(statistics, expectations, topics);
    DatasetValidation validation =
        DatasetValidation.of(expectations, config.allowDrift() || !last.changed().isEmpty());
    if (validation.stops()) {
      Path refused = context.workspace().refused(Stage.DATASET);
      writeStatistics(refused, page, figures);
      throw validation.refusal(
          refused, "%s. Its files are in '%s'".formatted(comparison, last.location()));
    }
    validation.warnings(comparison).forEach(context::warn);
    Path output = context.output();
    new ExampleFiles(new PairEncoder(wordPiece, config.sequenceLength()), config.seed())
        .write(output.resolve("tfrecord"), examples);
    wordPiece.vocabulary().write(output.resolve("vocab.txt"));
    card(config, statistics, wordPiece.vocabulary()).write(output);
    writeStatistics(output, page, figures);
  }

  private static void writeStatistics(Path folder, String page, String figures) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("statistics.html"), page);
    Files.writeString(folder.resolve(StatisticsFile.NAME), figures);
  }

  private static Measures measures(
      DatasetConfig config, DatasetStatistics statistics, List<TrainingExample> examples) {
    Leakage leakage = statistics.leakage();
    return new Measures(
        new ExampleSchema(config.negatives()).problems(examples),
        leakage.passages() + leakage.queries() + leakage.texts(),
        statistics.roles().getOrDefault(PassageRole.POSITIVE, 0),
        statistics.roles().values().stream().mapToInt(Integer::intValue).sum(),
        config.negatives(),
        statistics.queryPieces(),
        statistics.passagePieces(),
        statistics.positivePieces(),
        config.sequenceLength(),
        statistics.unknownPieces(),
        DatasetStatistics.totals(statistics.kindBySplit()),
        QueryKindWeights.parse(config.queryKinds()));
  }

  private static DatasetCard card(
      DatasetConfig config, DatasetStatistics statistics, Vocabulary vocabulary) {
    Map<String, Integer> bySplit = new TreeMap<>();
    for (Split split : Split.values()) {
      bySplit.put(split.name(), statistics.queries(split));
    }
    return new DatasetCard(
        config.baseFolder().isEmpty() ? config.base() : config.baseFolder(),
        config.sequenceLength(),
        1 + config.negatives(),
        vocabulary.sha256(),
        config.seed(),
        statistics.queries(),
        bySplit,
        DatasetStatistics.totals(statistics.kindBySplit()),
        DatasetStatistics.totals(statistics.sourceBySplit()));
  }

  private static Map<Integer, String> topics(StageContext context) throws IOException {
    Map<Integer, String> labels = new TreeMap<>();
    AvroFiles.forEach(
        Topic.class,
        context.input(Stage.TOPICS).file("topics"),
        topic -> labels.put(topic.getId(), topic.getLabel()));
    return labels;
  }
}
