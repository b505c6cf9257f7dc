package dev.docent.models.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The stage {@code publish}: obeys the evaluation's verdict. */
public final class PublishStage implements StageBody {
  private static final String MODEL = "model/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<Publisher.Step> after;

  public PublishStage() {
    this(step -> {});
  }

  /**
   * @param after told of each step when it is done
   */
  PublishStage(Consumer<Publisher.Step> after) {
    this.after = after;
  }

  @Override
  public void run(StageContext context) throws Exception {
    PublishConfig config = context.settings(PublishConfig.class);
    checkName(config.name());
    Path verdictFile = context.input(Stage.EVALUATE).file("verdict.json");
    JsonNode verdict = JSON.readTree(verdictFile.toFile());
    if (!verdict.path("promoted").isBoolean()) {
      throw new UserException(
          "%s doesn't say whether the model is promoted".formatted(verdictFile));
    }
    String reason = verdict.path("reason").asText();
    context.counts().addRead(1);
    Publication publication;
    if (verdict.get("promoted").asBoolean()) {
      publication = publish(context, config, reason);
      context.counts().addWritten(1);
    } else {
      publication = Publication.keptBack(config.name(), reason);
      context.counts().addOther("kept-back", 1);
    }
    publication.write(context.output().resolve(Publication.FILE));
    System.out.println(publication.sentence());
  }

  private Publication publish(StageContext context, PublishConfig config, String reason)
      throws IOException, InterruptedException {
    Artifact train = context.input(Stage.TRAIN);
    Path trained = train.file("model");
    List<List<Pair>> requests =
        HeldOutPairs.of(context.workspace(), train, Math.max(1, config.warmupRequests()));
    Publisher publisher =
        new Publisher(
            context.workspace().model(config.name()),
            version -> VersionCheck.run(version, requests, expected(trained, requests)),
            after);
    Publisher.Published published =
        publisher.publish(
            new Publisher.Candidate(
                train.fingerprint(),
                trained,
                files(train),
                Files.readAllBytes(context.input(Stage.EVALUATE).file("ranking.json")),
                config.warmupRequests() == 0 ? List.of() : requests));
    context.workspace().shareModel(config.name());
    return new Publication(
        config.name(),
        true,
        reason,
        published.version(),
        "models/%s/%d".formatted(config.name(), published.version()),
        published.reused(),
        published.check());
  }

  private static List<float[]> expected(Path trained, List<List<Pair>> requests)
      throws IOException {
    try (SavedModel model = SavedModel.load(trained)) {
      return requests.stream().map(model::score).toList();
    }
  }

  /** The model's files, as the train artifact's manifest has them. */
  private static List<Manifest.DataFile> files(Artifact train) {
    return train.manifest().files().stream()
        .filter(file -> file.path().startsWith(MODEL))
        .map(
            file ->
                new Manifest.DataFile(
                    file.path().substring(MODEL.length()), file.bytes(), file.sha256()))
        .toList();
  }

  private static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new UserException(
          "publish: the model's name is '%s'; it must be letters, digits, '.', '_' and '-', and start with a letter or digit"
              .formatted(name));
    }
  }
}
