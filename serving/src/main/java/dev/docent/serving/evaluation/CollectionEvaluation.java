package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.progress.Progress;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.evaluation.collection.BeirFolder;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.collection.QuerySample;
import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.LsaRanker;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.comparison.RunCollector;
import dev.docent.serving.evaluation.report.Evaluation;
import dev.docent.serving.evaluation.report.Summary;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.vectors.SentenceEncoder;
import dev.docent.serving.vectors.VectorsOfModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares the rankers on a collection of judged queries. */
final class CollectionEvaluation {
  private final BeirFolder collection;
  private final Workspace workspace;
  private final Optional<ModelSource> model;
  private final RankingModel.Loader loader;
  private final Consumer<String> warnings;

  /**
   * @param model the model to compare; without one BM25 and LSA are compared
   * @param warnings takes what the user should know of the collection
   */
  CollectionEvaluation(
      BeirFolder collection,
      Workspace workspace,
      Optional<ModelSource> model,
      RankingModel.Loader loader,
      Consumer<String> warnings) {
    this.collection = collection;
    this.workspace = workspace;
    this.model = model;
    this.loader = loader;
    this.warnings = warnings;
  }

  /**
   * Runs it.
   *
   * @param limit at most this many queries, a seeded sample; 0 for all
   */
  Evaluation run(EvaluateConfig config, int limit) throws IOException {
    List<JudgedQuery> all = collection.queries();
    List<JudgedQuery> queries = QuerySample.of(all, limit, config.seed());
    try (SearchedDocuments documents = SearchedDocuments.of(collection, workspace)) {
      checkJudged(queries, documents.index());
      RankingSettings settings = model.map(ModelSource::ranking).orElse(RankingSettings.DEFAULT);
      List<Measured> measured = new ArrayList<>();
      try (Progress progress = Progress.start("evaluate", "queries", queries.size())) {
        measured.addAll(ranked(documents, settings, queries, progress));
      }
      if (config.zeroShot() && model.isPresent()) {
        try (Progress progress = Progress.start("evaluate zero-shot", "queries", queries.size())) {
          measured.addAll(
              1,
              ZeroShotRanking.measured(
                  documents.index(),
                  settings.bm25(),
                  VectorsOfModel.maxWindows(workspace),
                  queries,
                  progress));
        }
      }
      Optional<LsaRanker> lsa = documents.lsa();
      if (lsa.isPresent()) {
        try (Progress progress = Progress.start("evaluate lsa", "queries", queries.size())) {
          measured.add(1, lsa.get().measured(queries, progress));
        }
      }
      Comparison comparison = new Comparison(queries, measured, config.resamples(), config.seed());
      return new Evaluation(
          "Judged queries of " + collection.name(),
          facts(all.size(), queries.size(), documents.index(), settings),
          comparison,
          Summary.of(comparison),
          settings,
          null,
          null);
    }
  }

  private List<Measured> ranked(
      SearchedDocuments documents,
      RankingSettings settings,
      List<JudgedQuery> queries,
      Progress progress)
      throws IOException {
    SectionIndex index = documents.index();
    if (model.isEmpty()) {
      return new RunCollector(index, settings, Map.of(), Map.of())
          .collect(queries, progress)
          .measured(queries);
    }
    try (RankingModel loaded = loader.load(model.get().folder());
        Rankers rankers =
            new Rankers(
                index,
                settings,
                loaded,
                embedded(index, settings, loaded),
                documents.lsa().map(LsaRanker::scorer).orElse(null))) {
      return rankers
          .collector(variants(settings, rankers.names()))
          .collect(queries, progress)
          .measured(queries);
    }
  }

  private @Nullable EmbeddedSections embedded(
      SectionIndex index, RankingSettings settings, RankingModel loaded) throws IOException {
    Optional<SentenceEncoder> encoder = loaded.embedding();
    return encoder.isEmpty() || !settings.usesVectors()
        ? null
        : EmbeddedSections.of(index, encoder.get(), VectorsOfModel.maxWindows(workspace));
  }

  /**
   * The rankers that are compared, beside BM25 and LSA.
   *
   * @param scorers the names of those there are
   */
  static Map<String, Map<String, Double>> variants(RankingSettings settings, Set<String> scorers) {
    Map<String, Map<String, Double>> variants = new LinkedHashMap<>();
    variants.put(RankerNames.MODEL, Map.of(RankingSettings.MODEL, 1.0));
    if (scorers.contains(RankingSettings.ENCODER)) {
      variants.put(RankerNames.ENCODER, Map.of(RankingSettings.ENCODER, 1.0));
      variants.put(
          RankerNames.ENCODER_FUSED,
          Map.of(RankingSettings.BM25, 0.5, RankingSettings.ENCODER, 0.5));
      variants.put(
          RankerNames.MODEL_FUSED, Map.of(RankingSettings.BM25, 0.5, RankingSettings.MODEL, 0.5));
      variants.put(
          RankerNames.THIRDS,
          Map.of(
              RankingSettings.BM25, 1.0, RankingSettings.ENCODER, 1.0, RankingSettings.MODEL, 1.0));
    }
    variants.put(RankerNames.RERANKED, settings.weights());
    return variants;
  }

  private void checkJudged(List<JudgedQuery> queries, SectionIndex index) {
    Set<String> relevant = new HashSet<>();
    for (JudgedQuery query : queries) {
      query.grades().forEach((id, grade) -> relevant.addAll(grade > 0 ? Set.of(id) : Set.of()));
    }
    List<String> missing =
        relevant.stream().filter(id -> index.find(id).isEmpty()).sorted().toList();
    String where = collection.hasCorpus() ? "corpus.jsonl" : "the workspace's index";
    if (missing.size() == relevant.size()) {
      throw new UserException(
          "none of the %d documents judged relevant is in %s; the first is '%s'"
              .formatted(relevant.size(), where, missing.get(0)));
    }
    if (!missing.isEmpty()) {
      warnings.accept(
          "%d of %d documents judged relevant are not in %s, such as '%s'; they count as not found"
              .formatted(missing.size(), relevant.size(), where, missing.get(0)));
    }
  }

  private Map<String, String> facts(
      int all, int chosen, SectionIndex index, RankingSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Queries", chosen == all ? "all " + all : "%d of %d, sampled".formatted(chosen, all));
    facts.put("Documents searched", Integer.toString(index.size()));
    facts.put("Model", model.map(ModelSource::description).orElse("none"));
    if (model.isPresent()) {
      facts.put("Weights", new java.util.TreeMap<>(settings.weights()).toString());
      facts.put("Candidates scored", Integer.toString(settings.depth()));
      if (settings.neighbours() > 0) {
        facts.put("Nearest that join", Integer.toString(settings.neighbours()));
      }
      facts.put("Windows a document", "at most " + settings.maxWindows());
    }
    return facts;
  }
}
