package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;

import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.releases.Releases;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A workspace with something of everything that the console shows. */
final class TestConsole {
  private TestConsole() {}

  static Workspace workspace(Path folder) throws Exception {
    TestWorkspace.index(folder, article("a", "Okapis").section("", "okapi"));
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    new Releases(workspace).make("docent");
    TestWorkspace.run(
        workspace,
        Stage.TOPICS,
        Map.of(),
        context -> {
          AvroFiles.write(
              Topic.class,
              context.output().resolve("topics/a.avro"),
              List.of(topic(0, "home, next", "one-text"), topic(1, "okapi, <forest>", null)));
          picture(context.output().resolve("word-clouds/topic-001.png"));
        });
    TestWorkspace.run(
        workspace,
        Stage.MATCH,
        Map.of(),
        context ->
            AvroFiles.write(
                TopicMatch.class,
                context.output().resolve("matches/a.avro"),
                List.of(new TopicMatch(1, 5L, "Okapi johnstoni", 1, 0.75f))));
    TestWorkspace.run(workspace, Stage.DATASET, Map.of(), context -> {});
    TestWorkspace.run(
        workspace,
        Stage.TRAIN,
        Map.of(),
        context -> {
          Files.writeString(
              context.output().resolve("training.json"),
              """
              {"settings": {"base": "all-minilm-l6-v2"}, "steps": 90,
               "bestValidationMrr": 0.8359, "zeroShotValidationMrr": null}
              """);
          picture(context.output().resolve("training.png"));
        });
    TestWorkspace.run(workspace, Stage.VECTORS, Map.of(), context -> {});
    TestWorkspace.run(
        workspace,
        Stage.EVALUATE,
        Map.of(),
        context -> {
          Files.writeString(
              context.output().resolve("metrics.json"),
              """
              {"queries": 60, "rankers": {
                "bm25": {"mrr@10": {"mean": 0.526, "low": 0.413, "high": 0.639}},
                "reranked": {"mrr@10": {"mean": 0.583, "low": 0.474, "high": 0.693,
                  "pAgainstBm25": 0.05, "pAgainstBm25Holm": 0.101}}}}
              """);
          Files.writeString(
              context.output().resolve("verdict.json"),
              "{\"promoted\": false, \"reason\": \"it is a test\"}");
        });
    return workspace;
  }

  private static Topic topic(int id, String label, @Nullable String filtered) {
    return Topic.newBuilder()
        .setId(id)
        .setLabel(label)
        .setSingularValue(1)
        .setExplainedVariance(0.1)
        .setCoherence(0)
        .setPositive(List.of(new TermWeight("okapi", "okapis", 1.0)))
        .setNegative(List.of())
        .setFiltered(filtered)
        .build();
  }

  private static void picture(Path file) throws IOException {
    BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 640, 360);
    graphics.setColor(Color.BLUE);
    graphics.drawLine(20, 340, 620, 20);
    graphics.dispose();
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }
}
