package dev.docent.transforms.dataset.statistics;

import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TrainingExample;
import dev.docent.records.html.HtmlText;
import dev.docent.transforms.dataset.validation.Expectation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page that shows what is in a data set; stands alone, without scripts. */
public final class StatisticsPage {
  private static final int TOPICS = 40;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #dfe4ea; --bar: #2f6fb3; --mark: #c2551b; --good: #2c8a4b; --bad: #c0392b; --ground: #fff; --card: #f6f8fa }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #2e3743; --bar: #6aa5e0; --mark: #e98b55; --good: #63c58a; --bad: #f0796b; --ground: #12161c; --card: #1a2029 } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      h1 { margin-bottom: 0 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) } h3 { margin-bottom: .3rem }
      p.lead, p.from, caption { color: var(--soft) } p.from { font-size: .85rem; margin: 0 }
      .facts { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.5rem 0 }
      .facts div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem; min-width: 7rem }
      .facts b { display: block; font-size: 1.6rem }
      table { border-collapse: collapse; margin: 1rem 0; width: 100% } caption { text-align: left }
      th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums }
      th:first-child, td:first-child { text-align: left } .expectations td:not(:first-child) { white-space: nowrap }
      td.share { width: 40%; text-align: left } td.share span { display: block; height: .8rem; background: var(--bar); border-radius: 3px }
      svg { width: 100%; max-width: 560px; display: block } svg rect { fill: var(--bar) } svg text { fill: var(--soft); font-size: 12px } svg .median { stroke: var(--mark); stroke-width: 2 }
      article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .6rem 0; overflow-wrap: anywhere }
      article p { margin: .3rem 0 } p.query { font-size: 1.1rem; font-weight: 600 } p.positive b { color: var(--good) } p.hard-negative b, p.random-negative b { color: var(--mark) }
      .good { color: var(--good) } .bad { color: var(--bad); font-weight: 600 }
      """;

  private StatisticsPage() {}

  /**
   * Makes the page.
   *
   * @param expectations with their values
   * @param comparedWith which data set drift was measured from, or why it wasn't
   * @param topics labels by topic id
   */
  public static String html(
      DatasetStatistics statistics,
      List<TrainingExample> examples,
      List<Expectation> expectations,
      String comparedWith,
      Map<Integer, String> topics) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
        .append("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .append("<title>Data set</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Data set</h1>")
        .append("<p class='lead'>Queries made from the site's own text and from matched Wikipedia")
        .append(" entries; no person labelled any.</p>");
    facts(html, statistics);
    html.append(ExpectationTable.html(expectations, comparedWith));
    html.append("<h2>Queries</h2>");
    table(html, "By the way they were made", statistics.kindBySplit(), statistics);
    table(html, "By source", statistics.sourceBySplit(), statistics);
    html.append("<h2>Leakage</h2>").append(leakage(statistics.leakage()));
    baseline(html, statistics);
    html.append("<h2>Lengths</h2><h3>Word pieces of a query</h3>")
        .append(Histogram.svg(statistics.queryPieces(), "pieces"))
        .append("<h3>Word pieces of a passage's text</h3>")
        .append(Histogram.svg(statistics.passagePieces(), "pieces"));
    topics(html, statistics, topics);
    html.append("<h2>Examples</h2>").append(ExampleCards.html(examples));
    return html.append("</body></html>\n").toString();
  }

  private static void facts(StringBuilder html, DatasetStatistics statistics) {
    html.append("<div class='facts'>");
    fact(html, statistics.queries(), "queries");
    for (Split split : Split.values()) {
      fact(
          html,
          statistics.queries(split),
          "%s, of %d documents"
              .formatted(
                  split.name().toLowerCase(Locale.ROOT),
                  statistics.documents().getOrDefault(split, 0)));
    }
    for (PassageRole role : PassageRole.values()) {
      fact(
          html,
          statistics.roles().getOrDefault(role, 0),
          role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " passages");
    }
    html.append("</div><p>Without a title: ")
        .append(percent(statistics.untitledPositives()))
        .append(" of the positives, ")
        .append(percent(statistics.untitledNegatives()))
        .append(" of the negatives.</p>");
  }

  private static void fact(StringBuilder html, int n, String name) {
    html.append(String.format(Locale.ROOT, "<div><b>%,d</b>%s</div>", n, name));
  }

  private static void table(
      StringBuilder html,
      String caption,
      Map<String, Map<Split, Integer>> bySplit,
      DatasetStatistics statistics) {
    html.append("<table><caption>").append(caption).append("</caption><tr><th></th>");
    for (Split split : Split.values()) {
      html.append("<th>").append(split.name().toLowerCase(Locale.ROOT)).append("</th>");
    }
    html.append("<th>all</th><th></th></tr>");
    Map<String, Integer> totals = DatasetStatistics.totals(bySplit);
    bySplit.forEach(
        (name, counts) -> {
          int total = totals.getOrDefault(name, 0);
          html.append("<tr><td>").append(HtmlText.escape(name.toLowerCase(Locale.ROOT)));
          for (Split split : Split.values()) {
            html.append("</td><td>").append(counts.getOrDefault(split, 0));
          }
          html.append("</td><td>").append(total).append("</td>");
          bar(html, total, statistics.queries());
          html.append("</tr>");
        });
    html.append("</table>");
  }

  private static void bar(StringBuilder html, int n, int of) {
    html.append(
        String.format(
            Locale.ROOT,
            "<td class='share'><span style='width:%.1f%%'></span></td>",
            100.0 * n / Math.max(1, of)));
  }

  private static String leakage(Leakage leakage) {
    return ("<p class='%s'>%d training passages of held-out documents, %d training queries that are"
            + " held-out queries too, %d training queries that show the text of a held-out"
            + " positive.</p>")
        .formatted(
            leakage.none() ? "good" : "bad",
            leakage.passages(),
            leakage.queries(),
            leakage.texts());
  }

  private static void baseline(StringBuilder html, DatasetStatistics statistics) {
    html.append("<h2>BM25 alone</h2><p>Mean reciprocal rank on the site's validation and test")
        .append(" queries. Over all of the site's sections, the first 10 (what the model has to")
        .append(
            " beat), and among each example's own passages as the model gets them: near 1 there")
        .append(" means that shared words alone tell the positive. People's questions are harder")
        .append(" than queries made from a section's own words.</p><table><tr><th></th>")
        .append(
            "<th>queries</th><th>MRR in the group</th><th>MRR@10 over the site</th><th></th></tr>");
    statistics
        .bm25()
        .forEach(
            (kind, score) -> {
              html.append(
                  String.format(
                      Locale.ROOT,
                      "<tr><td>%s</td><td>%d</td><td>%.3f</td><td>%.3f</td>",
                      HtmlText.escape(kind),
                      score.queries(),
                      score.groupMrr(),
                      score.mrr()));
              bar(html, (int) Math.round(1000 * score.mrr()), 1000);
              html.append("</tr>");
            });
    html.append("</table>");
  }

  private static void topics(
      StringBuilder html, DatasetStatistics statistics, Map<Integer, String> topics) {
    html.append("<h2>Topics</h2><table><tr><th>topic</th><th>queries</th><th></th></tr>");
    statistics.byTopic().entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(TOPICS)
        .forEach(
            entry -> {
              String label = topics.getOrDefault(entry.getKey(), "none");
              html.append("<tr><td>").append(HtmlText.escape(label)).append("</td><td>");
              html.append(entry.getValue()).append("</td>");
              bar(html, entry.getValue(), statistics.queries());
              html.append("</tr>");
            });
    html.append("</table>");
    int more = statistics.byTopic().size() - TOPICS;
    if (more > 0) {
      html.append("<p>and ").append(more).append(" topics with fewer.</p>");
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
