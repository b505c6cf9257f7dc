package dev.docent.transforms.wikipedia;

import dev.docent.records.TermWeight;
import dev.docent.transforms.wikipedia.MatchedTopics.MatchedEntry;
import dev.docent.transforms.wikipedia.MatchedTopics.MatchedTopic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Writes the page on which a person judges the matches: each topic with its entries. */
public final class MatchPage {
  private static final int TERMS_SHOWN = 12;

  private MatchPage() {}

  /**
   * Writes a page that needs no other file and asks nothing of any server. It reads without
   * JavaScript; with it, a person can judge each match, and take the judgements along as CSV.
   */
  public static void write(MatchedTopics topics, @Nullable TopicFloors floors, Path file)
      throws IOException {
    Files.writeString(file, html(topics, floors));
  }

  static String html(MatchedTopics topics, @Nullable TopicFloors floors) throws IOException {
    List<MatchedTopic> matched =
        topics.topics().stream().filter(topic -> !topic.entries().isEmpty()).toList();
    long entries =
        matched.stream()
            .flatMap(topic -> topic.entries().stream())
            .map(entry -> entry.match().getEntryId() + entry.match().getEntryTitle())
            .distinct()
            .count();
    String script = resource("matches.js");
    StringBuilder html = new StringBuilder(1 << 16);
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'; script-src 'sha256-" + sha256(script) + "'\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Topics and their Wikipedia entries</title><style>\n")
        .append(resource("matches.css"))
        .append("</style></head><body data-judgements=\"docent-judgements-" + digest(topics))
        .append("\">\n<h1>Topics and their Wikipedia entries</h1>\n")
        .append(
            "<p>%,d of %,d topics have entries; %,d entries in all. The bar is the similarity of the entry to the site's sections of that topic (cosine, lowered by what of the entry is foreign to the site).%s</p>%n"
                .formatted(matched.size(), topics.topics().size(), entries, learned(floors)))
        .append("<p class=\"tools\" id=\"tools\" hidden><span id=\"count\"></span> ")
        .append("<button id=\"export\">Export as CSV</button></p>\n");
    matched.forEach(topic -> append(topic, floors, html));
    appendWithout(topics, html);
    return html.append("<script>" + script + "</script></body></html>\n").toString();
  }

  private static String learned(@Nullable TopicFloors floors) {
    if (floors == null || floors.entries() == 0) {
      return "";
    }
    return " Each topic's floor was learned from %,d entries of the dump and from the site's sections."
        .formatted(floors.entries());
  }

  /** Tells the matches of one run from those of another, so that each has judgements of its own. */
  private static String digest(MatchedTopics topics) {
    StringBuilder all = new StringBuilder();
    for (MatchedTopic topic : topics.topics()) {
      all.append(topic.topic().getLabel()).append('\n');
      topic.entries().forEach(entry -> all.append(entry.match()).append('\n'));
    }
    return sha256(all.toString()).substring(0, 12).replaceAll("[^A-Za-z0-9]", "-");
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MatchPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing beside MatchPage.class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void append(MatchedTopic topic, @Nullable TopicFloors floors, StringBuilder html) {
    html.append("<h2 id=\"topic-%d\">%d. %s</h2>%n".formatted(id(topic), id(topic), label(topic)))
        .append("<p class=\"terms\">")
        .append(terms(topic.topic().getPositive()));
    if (floors != null && floors.entries() > 0) {
      html.append(String.format(Locale.ROOT, " (floor %.2f)", floors.similarity()[id(topic)]));
    }
    html.append("</p>\n<div class=\"scroll\"><table><thead><tr><th>#</th><th>Similarity</th>")
        .append("<th>Entry</th><th>It begins</th><th class=\"judge\" hidden>Judgement</th>")
        .append("</tr></thead><tbody>\n");
    topic.entries().forEach(entry -> append(entry, html));
    html.append("</tbody></table></div>\n");
  }

  private static void append(MatchedEntry entry, StringBuilder html) {
    float similarity = entry.match().getSimilarity();
    String title = Entities.escape(entry.match().getEntryTitle());
    html.append(
            String.format(
                Locale.ROOT,
                "<tr data-topic=\"%d\" data-entry=\"%d\" data-similarity=\"%.4f\" data-title=\"",
                entry.match().getTopicId(),
                entry.match().getEntryId(),
                similarity))
        .append(title)
        .append("\"><td class=\"n\">")
        .append(entry.match().getRank())
        .append("</td><td class=\"n\"><span class=\"bar\" style=\"width:")
        .append(Math.round(Math.max(0, similarity) * 60))
        .append("px\"></span>")
        .append(String.format(Locale.ROOT, "%.2f", similarity))
        .append("</td><td class=\"title\"><a href=\"")
        .append(Entities.escape(entry.url()))
        .append("\">")
        .append(title)
        .append("</a></td><td>")
        .append(Entities.escape(entry.firstSentence()));
    if (!entry.categories().isEmpty()) {
      html.append("<br><small>")
          .append(
              Entities.escape(
                  entry.categories().stream().limit(6).collect(Collectors.joining(" \u00b7 "))))
          .append("</small>");
    }
    html.append("</td><td class=\"judge\" hidden>")
        .append("<button class=\"good\" value=\"good\">Good</button> ")
        .append("<button class=\"bad\" value=\"bad\">Bad</button></td></tr>\n");
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
