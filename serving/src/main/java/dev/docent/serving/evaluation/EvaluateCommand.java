package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SettingsOptions;
import dev.docent.records.cli.StageCommand;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.evaluation.report.ComparisonTable;
import dev.docent.serving.evaluation.report.Evaluation;
import dev.docent.serving.evaluation.report.HtmlReport;
import dev.docent.serving.evaluation.report.SeveralSets;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.ranking.RankingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code evaluate}: the stage of that name, or with {@code --collection} a comparison
 * on judged queries that leaves the workspace as it is.
 */
public final class EvaluateCommand {
  private static final String COLLECTION = "--collection";
  private static final String MODEL = "--model";
  private static final String OUT = "--out";
  private static final String EXIT_CODE = "--exit-code";

  private final StageCommand stage = new StageCommand(Stage.EVALUATE, new EvaluateStage());

  private EvaluateCommand() {}

  public static DocentCommands addTo(DocentCommands commands) {
    EvaluateCommand command = new EvaluateCommand();
    return commands.add(command.spec(), command::run);
  }

  private CommandSpec spec() {
    CommandSpec spec = stage.spec();
    spec.usageMessage()
        .description(
            Stage.EVALUATE.summary(),
            "Without --collection: on the run's own held-out queries, with a verdict that 'publish' obeys.",
            "With it: on judged queries; the workspace stays as it is.")
        .footer(
            "",
            "Examples:",
            "  docent evaluate --workspace DIR",
            "  docent evaluate --collection beir/scifact --workspace DIR --out scifact-results",
            "  docent evaluate --collection beir/scifact --model models/docent/3 --out results",
            "  docent evaluate --collection a/ --collection b/ --workspace DIR --out results");
    spec.addOption(
        OptionSpec.builder(COLLECTION)
            .paramLabel("BEIR_FOLDER")
            .description(
                "A folder with corpus.jsonl, queries.jsonl and qrels/test.tsv. Without corpus.jsonl"
                    + " the workspace's index is searched. May be given again: then each has a folder"
                    + " in --out, and p-values are corrected for their number (Holm).")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
    spec.addOption(
        OptionSpec.builder(EXIT_CODE)
            .description(
                "Without --collection: end with exit code 3 where the model is kept back, which is 0"
                    + " otherwise. A failure is 1 in any case.")
            .type(boolean.class)
            .arity("0")
            .build());
    spec.addOption(
        option(
            MODEL,
            "VERSION_FOLDER",
            "With --collection: the model to evaluate. Default: the workspace's published one,"
                + " else the one trained last; where there is none, BM25 and LSA are compared."));
    spec.addOption(
        option(
            OUT,
            "DIR",
            "With --collection: where the runs, metrics.json and report.html go; new, empty, or"
                + " an earlier evaluation."));
    return spec;
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }

  private int run(ParseResult arguments) throws Exception {
    if (arguments.hasMatchedOption(COLLECTION)) {
      return collection(arguments);
    }
    for (String option : List.of(MODEL, OUT)) {
      if (arguments.hasMatchedOption(option)) {
        throw new UserException(
            option + " goes with --collection; the stage takes its model from the workspace");
      }
    }
    StageResult result = stage.run(arguments);
    System.out.print(SummaryTable.of(List.of(result)));
    Path folder = result.artifact().folder();
    Verdict verdict = Verdict.read(folder.resolve(Verdict.FILE));
    System.out.println(VerdictLine.of(verdict));
    System.out.println("Report: " + folder.resolve(HtmlReport.FILE));
    return verdict.promoted() || !arguments.hasMatchedOption(EXIT_CODE)
        ? DocentCommands.OK
        : DocentCommands.KEPT_BACK;
  }

  private int collection(ParseResult arguments) throws IOException {
    String out = arguments.matchedOptionValue(OUT, "");
    if (out.isEmpty()) {
      throw new UserException("--collection needs --out, the folder in which the results go");
    }
    List<String> folders = arguments.matchedOptionValue(COLLECTION, List.of());
    List<CollectionOutput> collections = CollectionOutput.of(folders, Path.of(out));
    Workspace workspace = CommonOptions.workspace(arguments);
    EvaluateConfig config = config(arguments);
    Optional<ModelSource> model =
        model(arguments, workspace, config).map(source -> overridden(source, arguments, config));
    if (model.isEmpty()) {
      System.err.println(
          "note: the workspace %s has no model; BM25 and LSA alone are compared"
              .formatted(workspace.location()));
    }
    if (!arguments.hasMatchedOption(MODEL)) {
      ModelSource.newerTraining(workspace, config.modelName())
          .ifPresent(warning -> System.err.println("warning: " + warning));
    }
    int limit = arguments.hasMatchedOption("--max-queries") ? config.maxQueries() : 0;
    model.ifPresent(source -> System.out.println("Model: " + source.description()));
    List<SeveralSets.Set> sets = new ArrayList<>();
    for (CollectionOutput one : collections) {
      Evaluation evaluation =
          new CollectionEvaluation(
                  one.collection(),
                  workspace,
                  model,
                  SavedRankingModel::load,
                  warning -> System.err.println("warning: " + warning))
              .run(config, limit);
      one.output().write(folder -> EvaluationFiles.write(evaluation, folder));
      System.out.print(ComparisonTable.of(evaluation.summary()));
      System.out.println(
          "%d queries of %s; report: %s"
              .formatted(
                  evaluation.summary().queries(),
                  one.collection().name(),
                  one.folder().resolve(HtmlReport.FILE)));
      SeveralSets.Set.of(one.collection().name(), evaluation.comparison()).ifPresent(sets::add);
    }
    if (sets.size() > 1) {
      System.out.println();
      System.out.print(SeveralSets.table(sets));
    }
    return DocentCommands.OK;
  }

  private static EvaluateConfig config(ParseResult arguments) throws IOException {
    Map<String, String> values =
        new LinkedHashMap<>(
            CommonOptions.config(arguments).values(Stage.EVALUATE.id(), EvaluateConfig.class));
    values.putAll(SettingsOptions.given(arguments, EvaluateConfig.class));
    return Settings.read(EvaluateConfig.class, Stage.EVALUATE.id(), values);
  }

  private static Optional<ModelSource> model(
      ParseResult arguments, Workspace workspace, EvaluateConfig config) throws IOException {
    return arguments.hasMatchedOption(MODEL)
        ? Optional.of(ModelSource.at(Path.of(arguments.matchedOptionValue(MODEL, ""))))
        : ModelSource.in(workspace, config.modelName());
  }

  /** The depth and the windows are the model's own, unless the command line says otherwise. */
  private static ModelSource overridden(
      ModelSource source, ParseResult arguments, EvaluateConfig config) {
    RankingSettings own = source.ranking();
    RankingSettings settings =
        new RankingSettings(
            own.bm25(),
            arguments.hasMatchedOption("--depth") ? config.depth() : own.depth(),
            arguments.hasMatchedOption("--neighbours") ? config.neighbours() : own.neighbours(),
            own.weights(),
            arguments.hasMatchedOption("--max-windows") ? config.maxWindows() : own.maxWindows());
    return new ModelSource(source.folder(), settings, source.description());
  }
}
