package dev.docent.serving.web;

import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.serving.console.EvaluationFacts;
import dev.docent.serving.console.TopicFacts;
import dev.docent.serving.console.WorkspaceFacts;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.releases.Release;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the engineer's pages. */
final class ConsolePage {
  private static final int TOPICS_A_PAGE = 24;

  private final SearchPage frame;

  ConsolePage(SearchPage frame) {
    this.frame = frame;
  }

  /**
   * What the server does, and what it may move to.
   *
   * @param searched the release that is searched; empty where it is none
   */
  String requests(RequestMetrics metrics, List<Release> releases, String searched) {
    Html html = start("Requests", Console.PATH);
    times(html, metrics);
    for (Map.Entry<String, Map<String, Long>> family : metrics.families().entrySet()) {
      html.element("h2", family.getKey());
      table(html, family.getKey(), List.of("what", "count"));
      family
          .getValue()
          .forEach((labels, count) -> row(html, labels, String.format(Locale.ROOT, "%,d", count)));
      end(html);
    }
    html.element("h2", "Releases");
    releases(html, releases, searched);
    return SearchPage.end(html);
  }

  private static void times(Html html, RequestMetrics metrics) {
    html.element("h2", "Searches");
    html.open("dl", "class", "facts");
    fact(html, "Searches", String.format(Locale.ROOT, "%,d", metrics.searches()));
    for (int percent : new int[] {50, 95, 99}) {
      long millis = metrics.quantileMillis(percent / 100.0);
      fact(
          html,
          percent + "% within",
          metrics.searches() == 0 ? "-" : millis < 0 ? "over 10 s" : millis + " ms");
    }
    html.close();
    long most = metrics.buckets().values().stream().mapToLong(count -> count).max().orElse(0);
    if (most == 0) {
      return;
    }
    table(html, "Times of searches", List.of("within", "searches", ""));
    metrics
        .buckets()
        .forEach(
            (bound, count) -> {
              html.open("tr").element("th", bound, "scope", "row");
              html.element("td", String.format(Locale.ROOT, "%,d", count));
              html.open("td", "class", "wide");
              bar(html, 100.0 * count / most);
              html.close().close();
            });
    end(html);
  }

  private static void releases(Html html, List<Release> releases, String searched) {
    if (releases.isEmpty()) {
      html.element("p", "There is none; 'docent releases make' makes one.");
      return;
    }
    table(html, "Releases", List.of("release", "made", "index", "model", ""));
    for (Release one : releases) {
      String number = Integer.toString(one.number());
      String model = one.model() == null ? "BM25 alone" : one.model() + " " + one.version();
      row(html, number, one.made(), one.index(), model, number.equals(searched) ? "searched" : "");
    }
    end(html);
  }

  /** The topics from one on. */
  String topics(WorkspaceFacts facts, int from) throws IOException {
    List<TopicFacts> all = facts.topics();
    int start = Math.min(from, Math.max(0, all.size() - 1));
    int end = Math.min(all.size(), start + TOPICS_A_PAGE);
    Html html = start("Topics", Console.TOPICS);
    made(html, facts.artifact(Stage.TOPICS), all.size() + " topics");
    html.open("ul", "class", "topics");
    all.subList(start, end).forEach(topic -> topic(html, topic));
    html.close();
    if (start > 0 || end < all.size()) {
      html.open("nav", "class", "pages", "aria-label", "Pages");
      turn(html, start > 0, "\u2190 Previous", "prev", Math.max(0, start - TOPICS_A_PAGE));
      turn(html, end < all.size(), "Next \u2192", "next", end);
      html.close();
    }
    return SearchPage.end(html);
  }

  private static void turn(Html html, boolean there, String text, String relation, int from) {
    if (there) {
      html.element("a", text, "rel", relation, "href", Console.TOPICS + "?from=" + from);
    }
  }

  private static void topic(Html html, TopicFacts topic) {
    html.open("li").open("article");
    html.open("h2").element("small", topic.id() + " ").text(topic.label()).close();
    if (topic.filtered() != null) {
      html.element("p", "No subject: " + topic.filtered(), "class", "notice");
    }
    String terms = String.join(", ", topic.terms());
    if (topic.cloud() == null) {
      html.element("p", terms);
    } else {
      html.empty(
          "img",
          "src",
          Console.CLOUDS + topic.cloud(),
          "alt",
          "Word cloud: " + terms,
          "loading",
          "lazy",
          "class",
          "plot");
    }
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "coherence %.2f, %.2f%% of the variance",
            topic.coherence(),
            100 * topic.explained()),
        "class",
        "why");
    if (!topic.entries().isEmpty()) {
      html.element("h3", "In Wikipedia").open("ol", "class", "entries");
      for (TopicFacts.Entry entry : topic.entries()) {
        html.open("li").text(entry.title() + " ");
        html.element("small", String.format(Locale.ROOT, "%.2f", entry.similarity())).close();
      }
      html.close();
    }
    html.close().close();
  }

  /** How the current model was trained, and how it did. */
  String model(WorkspaceFacts facts) throws IOException {
    Html html = start("Model", Console.MODEL);
    html.element("h2", "Training");
    made(html, facts.artifact(Stage.TRAIN), null);
    Map<String, String> training = facts.training();
    if (!training.isEmpty()) {
      html.open("dl", "class", "facts");
      training.forEach((name, value) -> fact(html, name, value));
      html.close();
    }
    html.open("div", "class", "curves");
    for (String curve : facts.curves()) {
      String network = curve.startsWith("encoder") ? "sentence encoder" : "cross-encoder";
      String said = "Loss and validation MRR of the " + network + " by step";
      html.open("figure").empty("img", "src", Console.CURVES + curve, "alt", said, "class", "plot");
      html.element("figcaption", said).close();
    }
    html.close();
    html.element("h2", "Evaluation");
    made(html, facts.artifact(Stage.EVALUATE), null);
    Optional<EvaluationFacts> evaluation = facts.evaluation();
    if (evaluation.isPresent()) {
      evaluation(html, evaluation.get());
    }
    return SearchPage.end(html);
  }

  private static void evaluation(Html html, EvaluationFacts evaluation) {
    if (evaluation.verdict() != null) {
      html.element("p", evaluation.verdict() + ".", "class", "notice");
    }
    List<String> head = new ArrayList<>(List.of("ranker"));
    Stream.of(Metric.values()).map(Metric::title).forEach(head::add);
    table(html, "Rankers", head);
    for (EvaluationFacts.Row row : evaluation.rankers()) {
      html.open("tr").element("th", row.ranker(), "scope", "row");
      for (EvaluationFacts.Cell cell : row.cells()) {
        html.open("td").text(String.format(Locale.ROOT, "%.3f", cell.mean()));
        html.element("small", interval(cell)).close();
      }
      html.close();
    }
    end(html);
    html.element(
        "p",
        "Means over %d queries with 95%% intervals; p against BM25, corrected by Holm."
            .formatted(evaluation.queries()),
        "class",
        "why");
  }

  private static String interval(EvaluationFacts.Cell cell) {
    String interval = String.format(Locale.ROOT, "%.3f\u2013%.3f", cell.low(), cell.high());
    Double p = cell.p();
    return p == null ? interval : String.format(Locale.ROOT, "%s, p %.3f", interval, p);
  }

  private Html start(String title, String path) {
    Html html = frame.start(title + " - Docent's console", "", "console", false, Map.of());
    html.open("nav", "class", "tabs", "aria-label", "Console");
    tab(html, "Requests", Console.PATH, path);
    tab(html, "Topics", Console.TOPICS, path);
    tab(html, "Model", Console.MODEL, path);
    html.close();
    html.element("h1", title, "class", "like");
    return html;
  }

  private static void tab(Html html, String name, String path, String shown) {
    html.element("a", name, "href", path, "aria-current", path.equals(shown) ? "page" : null);
  }

  private static void made(Html html, Optional<Artifact> artifact, @Nullable String what) {
    String said =
        artifact
            .map(
                one ->
                    "The workspace's current %s artifact %s, made %s%s"
                        .formatted(
                            one.stage().id(),
                            one.fingerprint(),
                            one.manifest().finishedAt().truncatedTo(ChronoUnit.SECONDS),
                            what == null ? "." : ": " + what + "."))
            .orElse("The workspace has none.");
    html.element("p", said, "class", "why");
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close();
  }

  /** Opens a table that scrolls where it is too wide; {@link #end} closes it. */
  private static void table(Html html, String label, List<String> head) {
    html.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
    html.open("table").open("thead").open("tr");
    for (String one : head) {
      if (one.isEmpty()) {
        html.element("td", "");
      } else {
        html.element("th", one, "scope", "col");
      }
    }
    html.close().close().open("tbody");
  }

  private static void end(Html html) {
    html.close().close().close();
  }

  private static void row(Html html, String head, String... cells) {
    html.open("tr").element("th", head, "scope", "row");
    for (String cell : cells) {
      html.element("td", cell);
    }
    html.close();
  }

  /** A bar of a length from 0 to 100; no style is needed, which the policy forbids. */
  private static void bar(Html html, double length) {
    html.open(
        "svg",
        "class",
        "bar",
        "viewBox",
        "0 0 100 8",
        "aria-hidden",
        "true",
        "preserveAspectRatio",
        "none");
    html.open("rect", "width", String.format(Locale.ROOT, "%.1f", length), "height", "8").close();
    html.close();
  }
}
