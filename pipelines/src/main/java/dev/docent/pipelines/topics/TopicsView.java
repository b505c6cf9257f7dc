package dev.docent.pipelines.topics;

import dev.docent.records.Topic;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.StageContext;
import dev.docent.transforms.topics.TopicsPage;
import dev.docent.transforms.topics.WordClouds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes what people look at: word clouds and {@code topics.html}. */
final class TopicsView {
  private static final String CLOUDS = "word-clouds";

  private TopicsView() {}

  static void write(LsaSummary summary, List<Topic> topics, Path output, StageContext context)
      throws IOException {
    Optional<String> obstacle = WordClouds.obstacle();
    if (obstacle.isPresent()) {
      context.warn(
          "no word clouds, since this Java can't draw text (%s); topics.html shows the terms instead. Install fonts (such as fonts-dejavu-core and fontconfig) and run 'docent topics --force' to have them"
              .formatted(obstacle.get()));
    } else {
      draw(topics, output.resolve(CLOUDS));
    }
    Files.writeString(
        output.resolve("topics.html"), TopicsPage.of(summary, topics, obstacle.isEmpty()));
  }

  private static void draw(List<Topic> topics, Path folder) throws IOException {
    try (Progress progress = Progress.start("word clouds", "topics", topics.size())) {
      topics.parallelStream()
          .forEach(
              topic -> {
                try {
                  WordClouds.write(topic, folder.resolve(WordClouds.fileName(topic.getId())));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                progress.step();
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
