package dev.docent.pipelines.report;

import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The topics by what they explain: word cloud and nearest Wikipedia entries. */
final class TopicsSection {
  /** So many have a word cloud: a picture takes some 60 KB of the page. */
  private static final int SHOWN = 12;

  private static final int ENTRIES = 3;

  private final Html html;
  private final RunArtifacts artifacts;

  TopicsSection(Html html, RunArtifacts artifacts) {
    this.html = html;
    this.artifacts = artifacts;
  }

  void write() throws IOException {
    Optional<Path> folder = artifacts.folder(Stage.TOPICS, "topics");
    if (folder.isEmpty()) {
      return;
    }
    List<Topic> topics = new ArrayList<>(AvroFiles.readAll(Topic.class, folder.get()));
    topics.sort(Comparator.comparingDouble(Topic::getExplainedVariance).reversed());
    List<Topic> subjects = topics.stream().filter(one -> one.getFiltered() == null).toList();
    Map<Integer, List<TopicMatch>> matches = matches();
    html.section("topics", "Topics and their Wikipedia entries");
    html.raw("<p class=\"note\">")
        .text(
            "%d topics; %d of them have entries of Wikipedia. Shown are the %d that explain most; the number before an entry is its similarity."
                .formatted(topics.size(), matches.size(), Math.min(SHOWN, subjects.size())))
        .raw("</p>\n<ol class=\"topics\">\n");
    for (Topic topic : subjects.subList(0, Math.min(SHOWN, subjects.size()))) {
      topic(topic, matches.getOrDefault(topic.getId(), List.of()));
    }
    html.raw("</ol>\n");
    others(subjects.subList(Math.min(SHOWN, subjects.size()), subjects.size()), matches);
    html.raw("</section>\n");
  }

  private void topic(Topic topic, List<TopicMatch> matches) throws IOException {
    html.raw("<li>").element("h3", topic.getLabel());
    Optional<Path> cloud =
        artifacts.file(
            Stage.TOPICS, String.format(Locale.ROOT, "word-clouds/topic-%03d.png", topic.getId()));
    if (cloud.isPresent()) {
      Pictures.png(html, cloud.get(), "Word cloud of the topic " + topic.getLabel());
    }
    entries(matches);
    html.raw("</li>\n");
  }

  private void entries(List<TopicMatch> matches) {
    html.raw("<ul class=\"entries\">");
    if (matches.isEmpty()) {
      html.raw("<li>").text("no entry of Wikipedia").raw("</li>");
    }
    for (TopicMatch match : matches.subList(0, Math.min(ENTRIES, matches.size()))) {
      html.raw("<li>")
          .element("small", String.format(Locale.ROOT, "%.2f", match.getSimilarity()))
          .text(" " + match.getEntryTitle())
          .raw("</li>");
    }
    html.raw("</ul>");
  }

  private void others(List<Topic> topics, Map<Integer, List<TopicMatch>> matches) {
    if (topics.isEmpty()) {
      return;
    }
    html.raw("<details><summary>").text("The other %d topics".formatted(topics.size()));
    html.raw("</summary>\n").table("topic", "nearest entries");
    for (Topic topic : topics) {
      List<TopicMatch> nearest = matches.getOrDefault(topic.getId(), List.of());
      html.row(
          topic.getLabel(),
          String.join(
              ", ", nearest.stream().limit(ENTRIES).map(TopicMatch::getEntryTitle).toList()));
    }
    html.endTable().raw("</details>\n");
  }

  /** By topic, the nearest first. */
  private Map<Integer, List<TopicMatch>> matches() throws IOException {
    Map<Integer, List<TopicMatch>> matches = new HashMap<>();
    Optional<Path> folder = artifacts.folder(Stage.MATCH, "matches");
    if (folder.isPresent()) {
      AvroFiles.forEach(
          TopicMatch.class,
          folder.get(),
          match -> matches.computeIfAbsent(match.getTopicId(), id -> new ArrayList<>()).add(match));
    }
    matches.values().forEach(list -> list.sort(Comparator.comparingInt(TopicMatch::getRank)));
    return matches;
  }
}
