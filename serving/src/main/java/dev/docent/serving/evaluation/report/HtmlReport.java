package dev.docent.serving.evaluation.report;

import static dev.docent.serving.evaluation.report.ComparisonTable.p;
import static dev.docent.serving.evaluation.report.ComparisonTable.three;
import static java.util.Map.entry;

import dev.docent.serving.evaluation.comparison.Differences;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.evaluation.verdict.WeightChoice;
import dev.docent.serving.ranking.RankingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code report.html}: one page that needs nothing beside it. */
public final class HtmlReport {
  /** The file's name. */
  public static final String FILE = "report.html";

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          entry(RankerNames.BM25, "words alone"),
          entry(RankerNames.LSA, "the site's topics alone"),
          entry(RankerNames.ZERO_SHOT, "all-MiniLM-L6-v2 as it comes"),
          entry(RankerNames.ZERO_SHOT_FUSED, "the same and BM25: what one would use untrained"),
          entry(RankerNames.MODEL, "the cross-encoder alone, over the candidates"),
          entry(RankerNames.ENCODER, "the sentence encoder alone, over the candidates"),
          entry(RankerNames.ENCODER_FUSED, "the sentence encoder and BM25 by halves"),
          entry(RankerNames.MODEL_FUSED, "the cross-encoder and BM25 by halves"),
          entry(RankerNames.THIRDS, "cross-encoder, sentence encoder and BM25 by thirds"),
          entry(RankerNames.RERANKED, "all scores fused by weight: what the search does"),
          entry(RankerNames.PRODUCTION, "the published model, fused by its own weights"));

  private static final int LOSSES = 15;

  private final Evaluation evaluation;
  private final Html html = new Html();

  private HtmlReport(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  public static void write(Evaluation evaluation, Path file) throws IOException {
    Files.writeString(file, of(evaluation), StandardCharsets.UTF_8);
  }

  /** The whole page. */
  static String of(Evaluation evaluation) {
    return new HtmlReport(evaluation).page();
  }

  private String page() {
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", evaluation.title());
    html.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n<main>\n");
    html.element("h1", evaluation.title());
    verdict();
    facts();
    rankers();
    slices();
    weights();
    differences();
    worst();
    html.raw("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void verdict() {
    Verdict verdict = evaluation.verdict();
    if (verdict != null) {
      String reason = verdict.reason();
      html.raw("<p class=\"verdict ").raw(verdict.promoted() ? "promoted" : "kept").raw("\">");
      html.raw("<strong>").text(verdict.promoted() ? "Promoted" : "Kept back").raw("</strong> ");
      html.text(reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".");
      html.raw("</p>\n");
    }
  }

  private void facts() {
    html.raw("<dl>\n");
    evaluation
        .facts()
        .forEach(
            (name, value) ->
                html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n"));
    html.raw("</dl>\n");
  }

  private void rankers() {
    html.element("h2", "Rankers");
    html.raw("<div class=\"scroll\"><table>\n");
    List<String> head = new ArrayList<>(List.of("Ranker"));
    for (Metric metric : Metric.values()) {
      head.add(metric.title());
    }
    head.add("ms a query");
    html.head(head).raw("<tbody>\n");
    for (Summary.Row row : evaluation.summary().rows()) {
      html.raw("<tr><th scope=\"row\">").text(row.ranker());
      html.raw("<small>").text(MEANINGS.getOrDefault(row.ranker(), "")).raw("</small></th>");
      for (Metric metric : Metric.values()) {
        cell(row, metric);
      }
      double millis = row.seconds() * 1000 / Math.max(1, evaluation.summary().queries());
      html.raw("<td>").text(String.format(Locale.ROOT, "%.1f", millis)).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
    html.raw("<p class=\"note\">")
        .text(
            "Means over %d queries in %d groups (queries of one article hang together, and are drawn and swapped together) with 95%% bootstrap intervals; p is of the difference from BM25, by a paired randomisation test of %d resamples; it is bold where it is below 0.05 after Holm's correction for the number of rankers. MAP is that of the first hundred results. A bar shows the interval on a scale from 0 to 1."
                .formatted(
                    evaluation.summary().queries(),
                    evaluation.summary().groups(),
                    evaluation.comparison().resamples()));
    html.raw("</p>\n");
  }

  private void cell(Summary.Row row, Metric metric) {
    Statistics.Estimate estimate = row.of(metric);
    boolean best =
        evaluation.summary().rows().stream()
            .allMatch(other -> other.of(metric).mean() <= estimate.mean() + 1e-12);
    html.raw(best ? "<td class=\"best\">" : "<td>").raw(three(estimate.mean()));
    html.raw(
        String.format(
            Locale.ROOT,
            "<svg class=\"bar\" viewBox=\"0 0 100 6\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"2\" y=\"2\"/><rect class=\"range\" x=\"%.1f\" width=\"%.1f\" height=\"2\" y=\"2\"/><rect class=\"mean\" x=\"%.1f\" width=\"1.6\" height=\"6\"/></svg>",
            100 * estimate.low(),
            Math.max(0.5, 100 * (estimate.high() - estimate.low())),
            Math.max(0, 100 * estimate.mean() - 0.8)));
    html.raw("<small>").raw(three(estimate.low()) + "&ndash;" + three(estimate.high()));
    Double p = row.pAgainstBm25().get(metric);
    if (p != null) {
      boolean counts = row.holm().getOrDefault(metric, 1.0) < 0.05;
      html.raw(counts ? ", <b>p " : ", p ").text(p < 0.001 ? p(p) : "= " + p(p));
      html.raw(counts ? "</b>" : "");
    }
    html.raw("</small></td>");
  }

  private void slices() {
    List<String> rankers = evaluation.summary().rows().stream().map(Summary.Row::ranker).toList();
    evaluation
        .summary()
        .slices()
        .forEach(
            (division, parts) -> {
              html.element("h2", "By " + division + (division.equals("kind") ? " of query" : ""));
              html.raw("<div class=\"scroll\"><table>\n");
              List<String> head = new ArrayList<>();
              head.add(
                  division.substring(0, 1).toUpperCase(Locale.ROOT)
                      + division.substring(1)
                      + " (MRR@10)");
              head.add("Queries");
              head.addAll(rankers);
              html.head(head).raw("<tbody>\n");
              parts.forEach(part -> slice(part, rankers));
              html.raw("</tbody></table></div>\n");
            });
  }

  private void slice(Summary.Slice part, List<String> rankers) {
    html.raw("<tr><th scope=\"row\">").text(part.name()).raw("</th><td>");
    html.raw(Integer.toString(part.queries())).raw("</td>");
    double most = part.mrr().values().stream().mapToDouble(v -> v).max().orElse(0);
    for (String ranker : rankers) {
      double mrr = part.mrr().getOrDefault(ranker, 0.0);
      html.raw(mrr >= most - 1e-12 ? "<td class=\"best\">" : "<td>").raw(three(mrr));
      html.raw("</td>");
    }
    html.raw("</tr>\n");
  }

  private void differences() {
    Optional<Measured> ranker = evaluation.comparison().ranker(RankerNames.RERANKED);
    if (ranker.isEmpty()) {
      return;
    }
    Measured rival = Differences.rival(evaluation.comparison());
    List<Differences.Difference> all = Differences.of(evaluation.comparison(), ranker.get(), rival);
    long worse = all.stream().filter(one -> one.value() < 0).count();
    long better = all.stream().filter(one -> one.value() > 0).count();
    html.element("h2", "Greatest losses against " + rival.name());
    html.element(
        "p",
        "%d queries are answered worse than by %s, %d better, %d alike; all of them are in %s."
            .formatted(
                worse, rival.name(), better, all.size() - worse - better, DifferencesCsv.FILE));
    if (worse == 0) {
      return;
    }
    html.raw("<div class=\"scroll\"><table class=\"words\">\n");
    html.head(List.of("Query", "Kind", "Article", rival.name(), ranker.get().name(), "Difference"));
    html.raw("<tbody>\n");
    all.stream()
        .filter(one -> one.value() < 0)
        .limit(LOSSES)
        .forEach(
            one -> {
              html.raw("<tr><th scope=\"row\">").text(one.query().text()).raw("</th>");
              for (String cell :
                  List.of(
                      one.query().kind(),
                      one.query().group(),
                      three(one.rival()),
                      three(one.ranker()),
                      three(one.value()))) {
                html.raw("<td>").text(cell).raw("</td>");
              }
              html.raw("</tr>\n");
            });
    html.raw("</tbody></table></div>\n");
  }

  private void weights() {
    WeightChoice weights = evaluation.weights();
    if (weights == null) {
      return;
    }
    html.element("h2", "Weights");
    String chosen = new TreeMap<>(weights.chosen()).toString();
    if (weights.curve().isEmpty()) {
      html.element(
          "p", "There were no validation queries to choose by; the weights are " + chosen + ".");
      return;
    }
    html.raw("<p>").text("MRR@10 on the validation queries, none of which is among those above. ");
    html.text(
            "Chosen: "
                + chosen
                + ", the nearest to the default of those that are not significantly worse than the best.")
        .raw("</p>\n");
    boolean three = weights.chosen().containsKey(RankingSettings.ENCODER);
    if (three) {
      html.element(
          "p", "The dots have LSA's chosen weight; the fuller a dot, the higher its MRR@10.");
    }
    html.raw(three ? WeightTriangle.svg(weights) : WeightCurve.svg(weights));
  }

  private void worst() {
    Measured ranker =
        evaluation.comparison().ranker(RankerNames.RERANKED).orElse(evaluation.comparison().bm25());
    List<WorstQueries.Query> queries = WorstQueries.of(evaluation.comparison(), ranker);
    if (queries.isEmpty()) {
      return;
    }
    html.element("h2", "Worst queries of " + ranker.name());
    html.raw("<div class=\"scroll\"><table class=\"words\">\n");
    html.head(List.of("Query", "Kind", "BM25", ranker.name(), "Wanted", "Came first"));
    html.raw("<tbody>\n");
    for (WorstQueries.Query query : queries) {
      html.raw("<tr><th scope=\"row\">").text(query.text()).raw("</th>");
      for (String cell :
          List.of(
              query.kind(),
              place(query.bm25Rank()),
              place(query.rank()),
              query.relevant(),
              query.first())) {
        html.raw("<td>").text(cell).raw("</td>");
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>\n<p class=\"note\">");
    html.text("The columns of the rankers give the rank of the first relevant result.");
    html.raw("</p>\n");
  }

  private static String place(int rank) {
    return rank == 0 ? "not found" : Integer.toString(rank);
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing beside HtmlReport.class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
