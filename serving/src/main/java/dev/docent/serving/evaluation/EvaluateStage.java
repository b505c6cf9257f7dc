package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.config.VectorsConfig;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
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
import dev.docent.serving.evaluation.verdict.Evidence;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.evaluation.verdict.WeightChoice;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.vectors.EmbedSections;
import dev.docent.serving.vectors.SentenceEncoder;
import dev.docent.serving.vectors.VectorsOfModel;
import dev.docent.serving.vectors.VectorsStage;
import dev.docent.serving.vectors.VectorsSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stage {@code evaluate}: the trained model against BM25, LSA and the published model, on
 * queries of articles that no training has seen, over the whole index. The model's weight is chosen
 * on validation queries, all that is reported is of test queries.
 */
public final class EvaluateStage implements StageBody {
  /** The first results of a query, which are all that MRR@10 looks at. */
  private static final int CHOSEN_BY = 10;

  /**
   * Held-out queries are cut out of sections, where their words stand side by side as in the query:
   * that would tell where a query is from, and not what ranks well for people.
   */
  private static final Bm25Parameters OF_HELD_OUT = Bm25Parameters.DEFAULT.withoutProximity();

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
      int passes = 1 + (rival.isPresent() ? 1 : 0) + (config.zeroShot() ? 1 : 0);
      int rankings = queries.size() + passes * queries.test().size();
      List<Measured> measured = new ArrayList<>();
      WeightChoice weights;
      RankingSettings settings;
      LsaRanker lsa = LsaRanker.ofSections(context.input(Stage.TOPICS).folder());
      try (Progress progress = Progress.start("evaluate", "rankings", rankings)) {
        try (RankingModel model = loader.load(context.input(Stage.TRAIN).file("model"));
            Rankers rankers = candidateRankers(context, index, model, lsa)) {
          weights = chooseWeights(context, rankers, queries, progress);
          settings = rankers.settings().withWeights(weights.chosen());
          measured.addAll(
              rankers
                  .collector(CollectionEvaluation.variants(settings, rankers.names()))
                  .collect(queries.test(), progress)
                  .measured(queries.test()));
        }
        measured.add(1, lsa.measured(queries.test(), progress));
        if (config.zeroShot()) {
          measured.addAll(
              2,
              ZeroShotRanking.measured(
                  index, OF_HELD_OUT, vectorWindows(context), queries.test(), progress));
        }
        if (rival.isPresent()) {
          measured.add(production(context, index, rival.get(), lsa, queries.test(), progress));
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
              settings.withBm25(Bm25Parameters.DEFAULT),
              weights,
              Verdict.of(evidence(context, comparison, weights, rival)));
      warnOfFewArticles(context, comparison);
      warnOfUselessTraining(context, comparison);
      EvaluationFiles.write(evaluation, context.output());
    }
  }

  private static Rankers candidateRankers(
      StageContext context, SectionIndex index, RankingModel model, LsaRanker lsa)
      throws IOException {
    EvaluateConfig config = context.settings(EvaluateConfig.class);
    Artifact vectors = context.input(Stage.VECTORS);
    boolean embedded =
        VectorsSummary.read(vectors.file(VectorsSummary.FILE)).sections() > 0
            && model.embedding().isPresent();
    RankingSettings settings =
        new RankingSettings(
            OF_HELD_OUT,
            config.depth(),
            embedded ? config.neighbours() : 0,
            WeightChoice.defaults(embedded),
            config.maxWindows());
    return new Rankers(
        index,
        settings,
        model,
        embedded
            ? EmbeddedSections.open(
                vectors.file(VectorsStage.FOLDER), model.embedding().orElseThrow())
            : null,
        lsa.scorer());
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

  private static WeightChoice chooseWeights(
      StageContext context, Rankers rankers, WeakQueries queries, Progress progress) {
    Map<String, Double> defaults = WeightChoice.defaults(rankers.encoder());
    if (queries.validation().isEmpty()) {
      context.warn(
          "there are no validation queries to choose the weights by; they are "
              + new TreeMap<>(defaults));
      return WeightChoice.byDefault(rankers.encoder());
    }
    Map<String, Map<String, Double>> grid = WeightChoice.grid(rankers.encoder());
    RunCollector.Collected collected =
        rankers.collector(grid).keeping(CHOSEN_BY).collect(queries.validation(), progress);
    Map<String, double[]> reciprocalRanks = new LinkedHashMap<>();
    collected
        .runs()
        .forEach(
            (name, run) ->
                reciprocalRanks.put(
                    name, Measured.of(run, queries.validation(), 0).of(Metric.MRR_10)));
    return WeightChoice.of(grid, reciprocalRanks, defaults);
  }

  /** Measures the published model, and keeps its vectors: if it stays, the search needs them. */
  private Measured production(
      StageContext context,
      SectionIndex index,
      ProductionModel rival,
      LsaRanker lsa,
      List<JudgedQuery> queries,
      Progress progress)
      throws IOException {
    RankingSettings published = ModelSource.ranking(rival.folder());
    RankingSettings settings = published.withBm25(published.bm25().withoutProximity());
    try (RankingModel model = loader.load(rival.folder());
        Rankers rankers =
            new Rankers(
                index,
                settings,
                model,
                productionVectors(context, index, rival, model),
                lsa.scorer())) {
      return rankers
          .collector(Map.of(RankerNames.PRODUCTION, settings.weights()))
          .collect(queries, progress)
          .measured(queries)
          .get(1);
    }
  }

  private static int vectorWindows(StageContext context) {
    return Settings.read(
            VectorsConfig.class,
            Stage.VECTORS.id(),
            context.input(Stage.VECTORS).manifest().parameters())
        .maxWindows();
  }

  private static @Nullable EmbeddedSections productionVectors(
      StageContext context, SectionIndex index, ProductionModel rival, RankingModel model)
      throws IOException {
    if (model.embedding().isEmpty() || !ModelSource.ranking(rival.folder()).usesVectors()) {
      return null;
    }
    SentenceEncoder encoder = model.embedding().get();
    Path folder = context.output().resolve(VectorsOfModel.PRODUCTION);
    Path lucene = Files.createDirectories(folder).resolve(VectorsStage.FOLDER);
    int windows = vectorWindows(context);
    long written = EmbedSections.of(index, encoder, windows, lucene);
    new VectorsSummary(
            context.input(Stage.INDEX).fingerprint(),
            rival.trainFingerprint(),
            index.size(),
            written)
        .write(folder.resolve(VectorsSummary.FILE));
    return EmbeddedSections.open(lucene, encoder);
  }

  /** Fine-tuning doesn't help every site; where it doesn't, nobody should believe it did. */
  private static void warnOfUselessTraining(StageContext context, Comparison comparison) {
    double reranked = comparison.ranker(RankerNames.RERANKED).orElseThrow().mean(Metric.MRR_10);
    comparison
        .ranker(RankerNames.ZERO_SHOT_FUSED)
        .map(other -> other.mean(Metric.MRR_10))
        .filter(other -> other > reranked)
        .ifPresent(
            other ->
                context.warn(
                    String.format(
                        Locale.ROOT,
                        "training did not help on the held-out queries: MRR@10 is %.3f, and %.3f by all-MiniLM-L6-v2 as it comes, fused with BM25",
                        reranked,
                        other)));
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
        weights.beyondBm25(),
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
    facts.put("Nearest that join", Integer.toString(settings.neighbours()));
    facts.put("Weights", new TreeMap<>(settings.weights()).toString());
    facts.put("Windows a section", "at most " + settings.maxWindows());
    return facts;
  }
}
