package dev.docent.transforms.topics;

import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import dev.docent.records.html.HtmlText;
import dev.docent.records.lsa.LsaSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One HTML page with all topics of a site; needs nothing but the pictures beside it. */
public final class TopicsPage {
  private static final int ALT_TERMS = 8;

  private final LsaSummary summary;
  private final List<Topic> topics;
  private final boolean pictures;
  private final StringBuilder html = new StringBuilder(1 << 16);

  private TopicsPage(LsaSummary summary, List<Topic> topics, boolean pictures) {
    this.summary = summary;
    this.topics = topics;
    this.pictures = pictures;
  }

  /**
   * Makes the page.
   *
   * @param topics by falling singular value, one at least
   * @param pictures whether {@code word-clouds/topic-000.png} and so on stand beside the page; else
   *     the terms are set in sizes by weight
   */
  public static String of(LsaSummary summary, List<Topic> topics, boolean pictures)
      throws IOException {
    return new TopicsPage(summary, topics, pictures).build();
  }

  private String build() throws IOException {
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    add("<title>Topics</title>\n<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
    add("<a class=\"skip\" href=\"#topics\">Skip to the topics</a>\n<header>\n<h1>Topics</h1>\n");
    add("<p class=\"lead\">What this site writes about, learned from its own text by latent ");
    add("semantic analysis. Each topic is an axis with two ends: texts with its positive terms ");
    add("lie at one end, texts with its negative terms at the other.</p>\n");
    facts();
    add("</header>\n<main>\n<section class=\"panel\" aria-labelledby=\"scree-heading\">\n");
    add("<h2 id=\"scree-heading\">Singular values</h2>\n").append(ScreePlot.svg(topics));
    add("\n</section>\n<p class=\"legend\">Terms:<span class=\"swatch pos\"></span>positive");
    add("<span class=\"swatch neg\"></span>negative</p>\n<ol class=\"topics\" id=\"topics\">\n");
    topics.forEach(this::topic);
    add("</ol>\n</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void facts() {
    double explained = topics.stream().mapToDouble(Topic::getExplainedVariance).sum();
    double coherence = topics.stream().mapToDouble(Topic::getCoherence).average().orElse(0);
    add("<dl class=\"facts\">");
    fact("Sections", format("%,d", summary.sections()));
    fact("Terms", format("%,d", summary.terms()));
    fact("Topics", format("%,d", summary.topics()));
    long filtered = topics.stream().filter(topic -> topic.getFiltered() != null).count();
    if (filtered > 0) {
      fact("Left out as no subject", format("%,d", filtered));
    }
    fact("Variance explained", format("%.1f%%", 100 * explained));
    fact("Mean coherence (NPMI)", format("%.2f", coherence));
    add("</dl>\n");
  }

  private void fact(String name, String value) {
    add("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>");
  }

  private void topic(Topic topic) {
    add(
        format(
            "<li id=\"topic-%d\">\n<h2><span class=\"number\">%d</span>",
            topic.getId(), topic.getId()));
    add(HtmlText.escape(topic.getLabel())).append("</h2>\n");
    if (topic.getFiltered() != null) {
      add("<p class=\"filtered\">Left out of matching: ")
          .append(HtmlText.escape(topic.getFiltered()));
      add(format(" (sameness of its sections %.2f)</p>\n", topic.getSameness()));
    }
    if (pictures) {
      add("<img loading=\"lazy\" width=\"" + WordClouds.WIDTH + "\" height=\"" + WordClouds.HEIGHT);
      add("\" src=\"word-clouds/").append(WordClouds.fileName(topic.getId()));
      add("\" alt=\"Word cloud: ").append(HtmlText.escape(alternative(topic))).append("\">\n");
    } else {
      textCloud(topic);
    }
    measures(topic);
    add("<details><summary>All terms and weights</summary>");
    terms("Positive", "pos", topic.getPositive());
    terms("Negative", "neg", topic.getNegative());
    add("</details>\n</li>\n");
  }

  private static String alternative(Topic topic) {
    String positive = words(topic.getPositive());
    String negative = words(topic.getNegative());
    return negative.isEmpty() ? positive : positive + "; negative: " + negative;
  }

  private static String words(List<TermWeight> terms) {
    return String.join(", ", terms.stream().limit(ALT_TERMS).map(TermWeight::getSurface).toList());
  }

  private void measures(Topic topic) {
    double share = topic.getExplainedVariance();
    double widest =
        topics.stream().mapToDouble(Topic::getExplainedVariance).max().orElse(Double.MIN_NORMAL);
    add("<table class=\"measures\"><tbody>");
    measure("Singular value", format("%.3f", topic.getSingularValue()));
    measure(
        "Explained variance",
        format(
            "<span class=\"bar\" style=\"width:%.1f%%\"></span>%.2f%%",
            55 * share / widest, 100 * share));
    measure("Coherence", format("%.2f", topic.getCoherence()));
    measure("Sameness of sections", format("%.2f", topic.getSameness()));
    add("</tbody></table>\n");
  }

  private void measure(String name, String value) {
    add("<tr><th scope=\"row\">").append(name).append("</th><td>").append(value);
    add("</td></tr>");
  }

  private void terms(String heading, String sign, List<TermWeight> terms) {
    if (terms.isEmpty()) {
      return;
    }
    add("<h3 class=\"" + sign + "\">" + heading + "</h3><ol>");
    for (TermWeight term : terms) {
      add("<li>").append(HtmlText.escape(term.getSurface()));
      add(format("<span class=\"weight\">%+.3f</span></li>", term.getWeight()));
    }
    add("</ol>");
  }

  private void textCloud(Topic topic) {
    add("<p class=\"textcloud\">");
    sized(topic.getPositive(), "pos", topic);
    sized(topic.getNegative(), "neg", topic);
    add("</p>\n");
  }

  private void sized(List<TermWeight> terms, String sign, Topic topic) {
    double heaviest = topic.getPositive().isEmpty() ? 1 : topic.getPositive().get(0).getWeight();
    for (TermWeight term : terms) {
      double size = 0.7 + 1.3 * Math.sqrt(Math.min(1, Math.abs(term.getWeight()) / heaviest));
      add(format("<span class=\"%s\" style=\"font-size:%.2fem\">", sign, size));
      add(HtmlText.escape(term.getSurface())).append("</span> ");
    }
  }

  private StringBuilder add(String text) {
    return html.append(text);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String style() throws IOException {
    try (InputStream css = TopicsPage.class.getResourceAsStream("topics.css")) {
      if (css == null) {
        throw new IOException("topics.css is missing beside TopicsPage.class");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
