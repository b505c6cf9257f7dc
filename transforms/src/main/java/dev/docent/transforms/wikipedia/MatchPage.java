package dev.docent.transforms.wikipedia;

import dev.docent.records.TermWeight;
import dev.docent.transforms.wikipedia.MatchedTopics.MatchedEntry;
import dev.docent.transforms.wikipedia.MatchedTopics.MatchedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/** Writes the page on which a person judges the matches: each topic with its entries. */
public final class MatchPage {
  private static final int TERMS_SHOWN = 12;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --bar: #2a7de1; }
      body { font: 16px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .2rem; }
      .terms { margin: 0 0 .6rem; opacity: .8; }
      .none { opacity: .7; font-style: italic; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); }
      td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .bar { display: inline-block; height: .5rem; background: var(--bar); margin-right: .4rem; }
      td.title { min-width: 11rem; } small { opacity: .75; }
      """;

  private MatchPage() {}

  /** Writes a page that needs no other file. */
  public static void write(MatchedTopics topics, Path file) throws IOException {
    Files.writeString(file, html(topics));
  }

  static String html(MatchedTopics topics) {
    List<MatchedTopic> matched =
        topics.topics().stream().filter(topic -> !topic.entries().isEmpty()).toList();
    long entries =
        matched.stream()
            .flatMap(topic -> topic.entries().stream())
            .map(entry -> entry.match().getEntryId() + entry.match().getEntryTitle())
            .distinct()
            .count();
    StringBuilder html = new StringBuilder(1 << 16);
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Topics and their Wikipedia entries</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>Topics and their Wikipedia entries</h1>\n")
        .append(
            "<p>%,d of %,d topics have entries; %,d entries in all. The bar is the similarity of the entry to the site's sections of that topic (cosine, lowered by what of the entry is foreign to the site).</p>%n"
                .formatted(matched.size(), topics.topics().size(), entries));
    matched.forEach(topic -> append(topic, html));
    appendWithout(topics, html);
    return html.append("</body></html>\n").toString();
  }

  private static void append(MatchedTopic topic, StringBuilder html) {
    html.append("<h2 id=\"topic-%d\">%d. %s</h2>%n".formatted(id(topic), id(topic), label(topic)))
        .append("<p class=\"terms\">")
        .append(terms(topic.topic().getPositive()))
        .append("</p>\n<table><thead><tr><th>#</th><th>Similarity</th><th>Entry</th>")
        .append("<th>It begins</th></tr></thead><tbody>\n");
    topic.entries().forEach(entry -> append(entry, html));
    html.append("</tbody></table>\n");
  }

  private static void append(MatchedEntry entry, StringBuilder html) {
    float similarity = entry.match().getSimilarity();
    html.append("<tr><td class=\"n\">")
        .append(entry.match().getRank())
        .append("</td><td class=\"n\"><span class=\"bar\" style=\"width:")
        .append(Math.round(Math.max(0, similarity) * 60))
        .append("px\"></span>")
        .append(String.format(Locale.ROOT, "%.2f", similarity))
        .append("</td><td class=\"title\"><a href=\"")
        .append(Entities.escape(entry.url()))
        .append("\">")
        .append(Entities.escape(entry.match().getEntryTitle()))
        .append("</a></td><td>")
        .append(Entities.escape(entry.firstSentence()));
    if (!entry.categories().isEmpty()) {
      html.append("<br><small>")
          .append(
              Entities.escape(
                  entry.categories().stream().limit(6).collect(Collectors.joining(" \u00b7 "))))
          .append("</small>");
    }
    html.append("</td></tr>\n");
  }

  private static void appendWithout(MatchedTopics topics, StringBuilder html) {
    String without =
        topics.topics().stream()
            .filter(topic -> topic.entries().isEmpty())
            .map(topic -> id(topic) + ". " + label(topic))
            .collect(Collectors.joining("; "));
    if (!without.isEmpty()) {
      html.append("<h2>Topics without an entry</h2>\n<p class=\"none\">")
          .append(without)
          .append("</p>\n");
    }
  }

  private static int id(MatchedTopic topic) {
    return topic.topic().getId();
  }

  private static String label(MatchedTopic topic) {
    return Entities.escape(topic.topic().getLabel());
  }

  private static String terms(List<TermWeight> terms) {
    return terms.stream()
        .limit(TERMS_SHOWN)
        .map(term -> Entities.escape(term.getSurface()))
        .collect(Collectors.joining(", "));
  }
}
