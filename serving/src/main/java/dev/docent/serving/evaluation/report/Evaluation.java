package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.evaluation.verdict.WeightChoice;
import dev.docent.serving.ranking.RankingSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of an evaluation.
 *
 * @param title of the report
 * @param facts where the queries, the documents and the model come from, in words, by name
 * @param ranking the settings of the reranked run
 * @param weights how the weight was chosen, null where it was given
 * @param verdict null where none was asked for
 */
public record Evaluation(
    String title,
    Map<String, String> facts,
    Comparison comparison,
    Summary summary,
    RankingSettings ranking,
    @Nullable WeightChoice weights,
    @Nullable Verdict verdict) {}
