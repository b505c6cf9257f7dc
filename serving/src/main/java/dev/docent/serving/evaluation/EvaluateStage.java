package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.ProductionModel;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.collection.WeakQueries;
import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.LsaRanker;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.comparison.RunCollector;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.report.Evaluation;
import dev.docent.serving.evaluation.report.Summary;
import dev.docent.serving.evaluation.runs.Run;
import dev.docent.serving.evaluation.verdict.Evidence;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.evaluation.verdict.WeightChoice;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stage {@code evaluate}: the trained model against BM25, LSA and the published model, on
 * queries of articles that no training has seen, over the whole index. The model's weight is chosen
 * on validation queries, all that is reported is of test queries.
 */
public final class EvaluateStage implements StageBody {
  private final RankingModel.Loader loader;

  public EvaluateStage() {
    this(SavedRankingModel::load);
  }

  EvaluateStage(RankingModel.Loader loader) {
    this.loader = loader;
  }

  @Override
  public void run(StageContext context) throws Exception {
    EvaluateConfig config = context.settings(EvaluateConfig.class);
    String trained = context.input(Stage.TRAIN).fingerprint();
    Optional<ProductionModel> rival =
        ProductionModel.rivalOf(context.workspace(), config.modelName(), trained);
    try (SectionIndex index =
        SectionIndex.open(context.input(Stage.INDEX).file(IndexStage.FOLDER))) {
      WeakQueries queries = queries(context, index, config);
      int rankings = queries.size() + (rival.isPresent() ? 2 : 1) * queries.test().size();
      RankingSettings settings =
          new RankingSettings(
              Bm25Parameters.DEFAULT,
              config.depth(),
              config.neighbours(),
              WeightChoice.weights(WeightChoice.DEFAULT),
              config.maxWindows());
      List<Measured> measured = new ArrayList<>();
      WeightChoice weights;
      try (Progress progress = Progress.start("evaluate", "rankings", rankings)) {
        try (RankingModel model = loader.load(context.input(Stage.TRAIN).file("model"))) {
          weights = chooseWeight(context, index, settings, model, queries, progress);
          settings = settings.withWeights(WeightChoice.weights(weights.chosen()));
          measured.addAll(candidate(index, settings, model, queries.test(), progress));
        }
        measured.add(1, lsa(context, queries.test(), progress));
        if (rival.isPresent()) {
          measured.add(production(index, rival.get(), queries.test(), progress));
        }
      }
      Comparison comparison =
          new Comparison(queries.test(), measured, config.resamples(), config.seed());
      Evaluation evaluation =
          new Evaluation(
              "Held-out queries of the site",
              facts(queries, index, settings, trained, rival),
              comparison,
              Summary.of(comparison),
              settings,
              weights,
              Verdict.of(evidence(context, comparison, weights, rival)));
      warnOfFewArticles(context, comparison);
      EvaluationFiles.write(evaluation, context.output());
    }
  }

  private static WeakQueries queries(
      StageContext context, SectionIndex index, EvaluateConfig config) throws IOException {
    WeakQueries all =
        WeakQueries.read(
            context.input(Stage.DATASET).file("examples"), id -> index.find(id).isPresent());
    if (all.test().isEmpty()) {
      throw new UserException(
          "the dataset %s has no test queries of the site; give more articles, or raise its test-share"
              .formatted(context.input(Stage.DATASET).fingerprint()));
    }
    WeakQueries chosen = all.sample(config.maxQueries(), config.seed());
    context.counts().addRead(all.size() + (long) all.unanswerable());
    context.counts().addWritten(chosen.size());
    if (all.unanswerable() > 0) {
      context.counts().addDeadLetters("section-not-indexed", all.unanswerable());
    }
    context.counts().addOther("left-out-by-sample", all.size() - (long) chosen.size());
    context.counts().addOther("validation-queries", chosen.validation().size());
    context.counts().addOther("test-queries", chosen.test().size());
    return chosen;
  }

  private static WeightChoice chooseWeight(
      StageContext context,
      SectionIndex index,
      RankingSettings settings,
      RankingModel model,
      WeakQueries queries,
      Progress progress) {
    if (queries.validation().isEmpty()) {
      context.warn("there are no validation queries to choose the model's weight by; it is 0.5");
      return WeightChoice.byDefault();
    }
    Map<String, Map<String, Double>> variants = new LinkedHashMap<>();
    WeightChoice.grid().forEach((name, weight) -> variants.put(name, WeightChoice.weights(weight)));
    RunCollector.Collected collected =
        new RunCollector(index, settings, scorers(model, settings), variants)
            .collect(queries.validation(), progress);
    List<WeightChoice.Point> points = new ArrayList<>();
    WeightChoice.grid()
        .forEach(
            (name, weight) -> {
              Run run = collected.runs().get(name);
              double mrr = Measured.of(run, queries.validation(), 0).mean(Metric.MRR_10);
              points.add(new WeightChoice.Point(weight, mrr));
            });
    return WeightChoice.of(points);
  }

  private static List<Measured> candidate(
      SectionIndex index,
      RankingSettings settings,
      RankingModel model,
      List<JudgedQuery> queries,
      Progress progress) {
    Map<String, Map<String, Double>> variants = new LinkedHashMap<>();
    variants.put(RankerNames.MODEL, WeightChoice.weights(1));
    variants.put(RankerNames.RERANKED, settings.weights());
    return new RunCollector(index, settings, scorers(model, settings), variants)
        .collect(queries, progress)
        .measured(queries);
  }

  private static Measured lsa(StageContext context, List<JudgedQuery> queries, Progress progress)
      throws IOException {
    LsaRanker ranker = LsaRanker.ofSections(context.input(Stage.TOPICS).folder());
    return ranker.measured(queries, progress);
  }

  private Measured production(
      SectionIndex index, ProductionModel rival, List<JudgedQuery> queries, Progress progress)
      throws IOException {
    RankingSettings settings = ModelSource.ranking(rival.folder());
    try (RankingModel model = loader.load(rival.folder())) {
      return new RunCollector(
              index,
              settings,
              scorers(model, settings),
              Map.of(RankerNames.PRODUCTION, settings.weights()))
          .collect(queries, progress)
          .measured(queries)
          .get(1);
    }
  }

  static Map<String, dev.docent.serving.ranking.Scorer> scorers(
      RankingModel model, RankingSettings settings) {
    return Map.of(RankingSettings.MODEL, model.scorer(settings.maxWindows()));
  }

  /** Of G articles no p-value is below 2 to the power of 1 - G. */
  private static void warnOfFewArticles(StageContext context, Comparison comparison) {
    double least = Math.pow(2, 1 - comparison.groupCount());
    if (least >= context.settings(EvaluateConfig.class).significance()) {
      context.warn(
          "the %d test queries are of %d articles only: no difference can be significant, whatever it is"
              .formatted(comparison.queries().size(), comparison.groupCount()));
    }
  }

  private static Evidence evidence(
      StageContext context,
      Comparison comparison,
      WeightChoice weights,
      Optional<ProductionModel> rival)
      throws IOException {
    EvaluateConfig config = context.settings(EvaluateConfig.class);
    Measured reranked = comparison.ranker(RankerNames.RERANKED).orElseThrow();
    Evidence.Rival published = null;
    if (rival.isPresent()) {
      Measured production = comparison.ranker(RankerNames.PRODUCTION).orElseThrow();
      published =
          new Evidence.Rival(
              rival.get().version(),
              production.mean(Metric.MRR_10),
              comparison.p(reranked, production, Metric.MRR_10));
    }
    return new Evidence(
        comparison.queries().size(),
        comparison.groupCount(),
        config.minQueries(),
        weights.chosen(),
        comparison.bm25().mean(Metric.MRR_10),
        reranked.mean(Metric.MRR_10),
        comparison.p(reranked, comparison.bm25(), Metric.MRR_10),
        published,
        ProductionModel.missing(context.workspace(), config.modelName()).orElse(null),
        config.significance(),
        config.margin());
  }

  private static Map<String, String> facts(
      WeakQueries queries,
      SectionIndex index,
      RankingSettings settings,
      String trained,
      Optional<ProductionModel> rival) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Test queries", Integer.toString(queries.test().size()));
    facts.put(
        "Their articles",
        Long.toString(queries.test().stream().map(JudgedQuery::group).distinct().count()));
    facts.put("Validation queries", Integer.toString(queries.validation().size()));
    facts.put("Sections searched", Integer.toString(index.size()));
    facts.put("Model", "train " + trained);
    facts.put(
        "Published model", rival.map(one -> "version " + one.version()).orElse("none to compare"));
    facts.put("Candidates scored", Integer.toString(settings.depth()));
    facts.put("Windows a section", "at most " + settings.maxWindows());
    return facts;
  }
}
