package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.BaseModel;
import dev.docent.models.bases.Bases;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.network.Variable;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.models.savedmodel.HeldOutPairs;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.UserException;
import dev.docent.records.config.Settings;
import dev.docent.records.config.TrainConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.tfrecord.DatasetCard;
import dev.docent.records.workspace.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The stage {@code train}: fine-tunes a base on the data set and exports the best checkpoints. */
public final class TrainStage implements StageBody {
  /** So many held-out requests are stored with their scores, for those who load the model. */
  private static final int EXPORTED_REQUESTS = 16;

  /** What is reached when the model and all about it is written. */
  static final String EXPORTED = "exported";

  private final Consumer<String> reached;

  public TrainStage() {
    this(milestone -> {});
  }

  /**
   * @param reached told of each optimizer step, such as {@code cross-encoder step 7}, and of {@link
   *     #EXPORTED}
   */
  TrainStage(Consumer<String> reached) {
    this.reached = reached;
  }

  @Override
  public void run(StageContext context) throws Exception {
    TrainConfig config = context.settings(TrainConfig.class);
    Artifact dataset = context.input(Stage.DATASET);
    DatasetCard card = DatasetCard.read(dataset.folder());
    Devices devices = Devices.of(config.devices(), config.precision());
    BaseModel model = Bases.model(config.base(), config.baseFolder());
    Base base = model.base();
    Interaction interaction = Interaction.valueOf(config.interaction().toUpperCase(Locale.ROOT));
    Vocabulary vocabulary = vocabulary(dataset, card, model);
    GroupFile train = GroupFile.open(dataset.file("tfrecord/train.tfrecord"), vocabulary.size());
    GroupFile validationFile =
        GroupFile.open(dataset.file("tfrecord/validation.tfrecord"), vocabulary.size());
    if (train.size() == 0) {
      throw new UserException(
          "the data set %s has no training queries".formatted(dataset.fingerprint()));
    }
    context.counts().addRead(train.records() + validationFile.records());
    Validation validation = new Validation(validationFile);
    if (validation.size() == 0) {
      context.warn("there are no validation queries: the last checkpoint is kept, unmeasured");
    }

    Weights weights = model.weights();
    Optional<NetworkTraining.Trained> encoder =
        encoder(context, config, devices, base, weights, train, validation);
    Trainer.Plan plan = plan(config, train, config.batchQueries(), config.maxMinutes());
    TrainingGraph.Options options =
        new TrainingGraph.Options(
            base,
            interaction,
            card.sequenceLength(),
            config.dropout(),
            config.weightDecay(),
            config.clipNorm(),
            config.accumulate(),
            devices);
    NetworkTraining training = new NetworkTraining(context, TrainingReport.CROSS_ENCODER, reached);
    NetworkTraining.Trained trained;
    List<Variable> variables;
    try (TrainingGraph graph = new TrainingGraph(options)) {
      variables = graph.variables();
      String summary = ModelSummary.of(base, variables);
      System.out.print(summary);
      Files.writeString(
          context.output().resolve("model-summary.txt"), summary, StandardCharsets.UTF_8);
      trained = training.run(plan, graph, weights, train, validation);
    }
    training.write(trained, "training-log.jsonl", "training.png");
    boolean embeds = !config.encoder().equals("none");
    ModelCard modelCard =
        new ModelCard(
            base.name(),
            config.interaction(),
            card.sequenceLength(),
            vocabulary.sha256(),
            embeds ? base.hidden() : 0,
            context.fingerprint(),
            Lineage.of(context));
    try (ScoringGraph graph = new ScoringGraph(base, interaction, embeds)) {
      if (trained.best().isPresent()) {
        graph.restore(trained.best().get());
      } else {
        graph.initialize(weights);
      }
      if (embeds) {
        Optional<Path> best = encoder.flatMap(NetworkTraining.Trained::best);
        if (best.isPresent()) {
          graph.restoreEncoder(best.get());
        } else {
          graph.initializeEncoder(weights);
        }
      }
      Path exported = context.output().resolve("model");
      SavedModelExport.write(graph, vocabulary, modelCard, exported);
      ExportedScores.of(
              HeldOutPairs.of(dataset.file("tfrecord"), EXPORTED_REQUESTS),
              pairs -> graph.score(pairs, card.sequenceLength()))
          .write(exported);
    }
    Map<String, NetworkReport> networks = new LinkedHashMap<>();
    networks.put(TrainingReport.CROSS_ENCODER, trained.report());
    encoder.ifPresent(one -> networks.put(TrainingReport.SENTENCE_ENCODER, one.report()));
    TrainingReport report =
        report(context, devices, base, card, train, validation, variables, networks);
    report.write(context.output().resolve(TrainingReport.FILE));
    ModelCardText.write(context.output().resolve("model"), modelCard, card, report);
    reached.accept(EXPORTED);
    context.counts().addWritten(1);
    context.counts().addOther("training queries", train.size());
    context.counts().addOther("steps", trained.outcome().state().step());
  }

  private static Vocabulary vocabulary(Artifact dataset, DatasetCard card, BaseModel model)
      throws IOException {
    Base base = model.base();
    Vocabulary vocabulary = Vocabulary.read(dataset.file("vocab.txt"));
    if (!vocabulary.sha256().equals(card.vocabularySha256())) {
      throw new UserException(
          "the vocabulary of the data set %s has the checksum %s; its dataset.json names %s; make it again with 'docent dataset --force'"
              .formatted(dataset.fingerprint(), vocabulary.sha256(), card.vocabularySha256()));
    }
    if (!vocabulary.sha256().equals(model.vocabulary().sha256())) {
      throw new UserException(
          "the data set %s was tokenized for '%s', whose vocabulary isn't that of '%s'; make one with 'docent dataset' and the same --base or --base-folder"
              .formatted(dataset.fingerprint(), card.base(), base.name()));
    }
    if (card.sequenceLength() > base.maxPositions()) {
      throw new UserException(
          "the data set's pairs have up to %d pieces; %s takes at most %d"
              .formatted(card.sequenceLength(), base.name(), base.maxPositions()));
    }
    return vocabulary;
  }

  /** The sentence encoder goes first: it is the quicker one, and gets a third of the time. */
  private Optional<NetworkTraining.Trained> encoder(
      StageContext context,
      TrainConfig config,
      Devices devices,
      Base base,
      Weights weights,
      GroupFile train,
      Validation validation)
      throws IOException, InterruptedException {
    if (!config.encoder().equals("tuned")) {
      return Optional.empty();
    }
    Trainer.Plan plan = plan(config, train, config.encoderBatchQueries(), config.maxMinutes() / 3);
    EncoderTrainingGraph.Options options =
        new EncoderTrainingGraph.Options(
            base,
            config.encoderNegatives(),
            config.dropout(),
            config.weightDecay(),
            config.clipNorm(),
            devices);
    NetworkTraining training =
        new NetworkTraining(context, TrainingReport.SENTENCE_ENCODER, reached);
    try (EncoderTrainingGraph graph = new EncoderTrainingGraph(options)) {
      NetworkTraining.Trained trained = training.run(plan, graph, weights, train, validation);
      training.write(trained, "encoder-log.jsonl", "encoder.png");
      return Optional.of(trained);
    }
  }

  private static Trainer.Plan plan(
      TrainConfig config, GroupFile train, int batchQueries, double maxMinutes) {
    BatchOrder order = new BatchOrder(train.size(), batchQueries, train::longest, config.seed());
    long steps = Math.max(1, Math.round(config.epochs() * order.stepsPerEpoch()));
    return new Trainer.Plan(
        Schedule.of(config.learningRate(), config.warmup(), steps),
        order,
        config.seed(),
        steps,
        config.checkpointSteps(),
        config.patience(),
        maxMinutes * 60);
  }

  private static TrainingReport report(
      StageContext context,
      Devices devices,
      Base base,
      DatasetCard card,
      GroupFile train,
      Validation validation,
      List<Variable> variables,
      Map<String, NetworkReport> networks) {
    return new TrainingReport(
        new TreeMap<>(Settings.toMap(context.settings(TrainConfig.class))),
        context.input(Stage.DATASET).fingerprint(),
        base.source(),
        base.licence(),
        variables.stream().mapToLong(Variable::parameters).sum(),
        card.sequenceLength(),
        train.size(),
        validation.size(),
        networks,
        devices.gpus() * networks.values().stream().mapToDouble(NetworkReport::seconds).sum(),
        Hardware.peakResidentBytes(),
        Hardware.here());
  }
}
