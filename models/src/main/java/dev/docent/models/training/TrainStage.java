package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Bases;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.network.Variable;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.UserException;
import dev.docent.records.config.TrainConfig;
import dev.docent.records.progress.Progress;
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
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The stage {@code train}: fine-tunes a base on the data set and exports the best checkpoint. */
public final class TrainStage implements StageBody {
  private static final String LOG = "training-log.jsonl";

  @Override
  public void run(StageContext context) throws Exception {
    TrainConfig config = context.settings(TrainConfig.class);
    Artifact dataset = context.input(Stage.DATASET);
    DatasetCard card = DatasetCard.read(dataset.folder());
    Base base = Bases.of(config.base());
    Interaction interaction = Interaction.valueOf(config.interaction().toUpperCase(Locale.ROOT));
    Vocabulary vocabulary = vocabulary(dataset, card, base);
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

    Weights weights = Bases.weights(base);
    Checkpoints checkpoints = new Checkpoints(context.scratch());
    Trainer.Plan plan = plan(config, train);
    Path scratchLog = context.scratch().resolve(LOG);
    long resumedStep = checkpoints.read().map(Checkpoints.State::step).orElse(-1L);
    TrainingGraph.Options options =
        new TrainingGraph.Options(
            base,
            interaction,
            card.sequenceLength(),
            config.dropout(),
            config.weightDecay(),
            config.clipNorm());
    Trainer.Outcome outcome;
    List<Variable> variables;
    List<LogEntry> entries;
    try (StopSignal stop = StopSignal.listen();
        TrainingGraph graph = new TrainingGraph(options);
        TrainingLog log = TrainingLog.open(scratchLog, resumedStep);
        Progress progress = Progress.start("train", "steps", plan.totalSteps())) {
      variables = graph.variables();
      String summary = ModelSummary.of(base, variables);
      System.out.print(summary);
      Files.writeString(
          context.output().resolve("model-summary.txt"), summary, StandardCharsets.UTF_8);
      progress.stepTo(Math.max(0, resumedStep));
      Consumer<LogEntry> notes = new ProgressNotes(progress);
      Trainer trainer =
          new Trainer(
              plan,
              graph,
              weights,
              train,
              validation,
              checkpoints,
              log,
              () -> System.nanoTime() / 1e9,
              entry -> {
                notes.accept(entry);
                stop.check(entry.step());
              });
      outcome = trainer.run();
      entries = log.entries();
    }
    warn(context, outcome);
    ModelCard modelCard =
        new ModelCard(
            base.name(),
            config.interaction(),
            card.sequenceLength(),
            vocabulary.sha256(),
            context.fingerprint(),
            Lineage.of(context));
    try (ScoringGraph graph = new ScoringGraph(base, interaction)) {
      String best = outcome.state().best();
      if (best == null) {
        graph.initialize(weights);
      } else {
        graph.restore(checkpoints.prefix(best));
      }
      SavedModelExport.write(graph, vocabulary, modelCard, context.output().resolve("model"));
    }
    Files.copy(scratchLog, context.output().resolve(LOG));
    TrainingPlot.write(entries, context.output().resolve("training.png"));
    report(config, base, card, train, validation, plan, outcome, variables, entries)
        .write(context.output().resolve("training.json"));
    context.counts().addWritten(1);
    context.counts().addOther("training queries", train.size());
    context.counts().addOther("steps", outcome.state().step());
  }

  private static Vocabulary vocabulary(Artifact dataset, DatasetCard card, Base base)
      throws IOException {
    Vocabulary vocabulary = Vocabulary.read(dataset.file("vocab.txt"));
    if (!vocabulary.sha256().equals(card.vocabularySha256())) {
      throw new UserException(
          "the vocabulary of the data set %s has the checksum %s; its dataset.json names %s; make it again with 'docent dataset --force'"
              .formatted(dataset.fingerprint(), vocabulary.sha256(), card.vocabularySha256()));
    }
    if (!vocabulary.sha256().equals(Vocabulary.ofBase(base.name()).sha256())) {
      throw new UserException(
          "the data set %s was tokenized for '%s', whose vocabulary isn't that of '%s'; make one with 'docent dataset --base %s'"
              .formatted(dataset.fingerprint(), card.base(), base.name(), base.name()));
    }
    if (card.sequenceLength() > base.maxPositions()) {
      throw new UserException(
          "the data set's pairs have up to %d pieces; %s takes at most %d"
              .formatted(card.sequenceLength(), base.name(), base.maxPositions()));
    }
    return vocabulary;
  }

  private static Trainer.Plan plan(TrainConfig config, GroupFile train) {
    BatchOrder order =
        new BatchOrder(train.size(), config.batchQueries(), train::longest, config.seed());
    long steps = Math.max(1, Math.round(config.epochs() * order.stepsPerEpoch()));
    return new Trainer.Plan(
        Schedule.of(config.learningRate(), config.warmup(), steps),
        order,
        config.seed(),
        steps,
        config.checkpointSteps(),
        config.patience(),
        config.maxMinutes() * 60);
  }

  private static void warn(StageContext context, Trainer.Outcome outcome) {
    Checkpoints.State state = outcome.state();
    if (outcome.keptBase()) {
      context.warn(
          String.format(
              Locale.ROOT,
              "no checkpoint ranked the validation queries better than the base as it is (MRR %.4f): the base's own weights are kept",
              state.zeroShotMrr()));
    }
    if (outcome.end() == Trainer.End.TIME) {
      context.warn(
          "training ended by --max-minutes after %d steps; the best checkpoint so far is kept"
              .formatted(state.step()));
    }
  }

  private static TrainingReport report(
      TrainConfig config,
      Base base,
      DatasetCard card,
      GroupFile train,
      Validation validation,
      Trainer.Plan plan,
      Trainer.Outcome outcome,
      List<Variable> variables,
      List<LogEntry> entries) {
    Checkpoints.State state = outcome.state();
    return new TrainingReport(
        config,
        base.licence(),
        variables.stream().mapToLong(Variable::parameters).sum(),
        card.sequenceLength(),
        train.size(),
        validation.size(),
        state.step(),
        plan.totalSteps(),
        outcome.end().name().toLowerCase(Locale.ROOT),
        state.bestStep(),
        Double.isNaN(state.bestMrr()) ? null : state.bestMrr(),
        Double.isNaN(state.zeroShotMrr()) ? null : state.zeroShotMrr(),
        state.seconds(),
        entries.stream()
            .filter(entry -> entry.examplesPerSecond() != null)
            .mapToDouble(LogEntry::examplesPerSecond)
            .average()
            .orElse(0),
        Hardware.peakResidentBytes(),
        Hardware.here());
  }
}
