package dev.docent.models.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The stage {@code publish}: obeys the evaluation's verdict. */
public final class PublishStage implements StageBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IntFunction<VersionCheck> check;
  private final Consumer<Publisher.Step> after;

  /**
   * @param check makes the check of a version, for a limit in milliseconds; 0 for none
   */
  public PublishStage(IntFunction<VersionCheck> check) {
    this(check, step -> {});
  }

  /**
   * @param after told of each step when it is done
   */
  PublishStage(IntFunction<VersionCheck> check, Consumer<Publisher.Step> after) {
    this.check = check;
    this.after = after;
  }

  @Override
  public void run(StageContext context) throws Exception {
    PublishConfig config = context.settings(PublishConfig.class);
    Candidates.checkName(config.modelName());
    Path verdictFile = context.input(Stage.EVALUATE).file("verdict.json");
    JsonNode verdict = JSON.readTree(verdictFile.toFile());
    if (!verdict.path("promoted").isBoolean()) {
      throw new UserException(
          "%s doesn't say whether the model is promoted".formatted(verdictFile));
    }
    String reason = verdict.path("reason").asText();
    context.counts().addRead(1);
    Publication publication =
        verdict.get("promoted").asBoolean()
            ? publish(context, config, reason)
            : Publication.keptBack(config.modelName(), reason);
    if (publication.promoted()) {
      context.counts().addWritten(1);
    } else {
      context.counts().addOther("kept-back", 1);
    }
    publication.write(context.output().resolve(Publication.FILE));
    System.out.println(publication.sentence());
  }

  private Publication publish(StageContext context, PublishConfig config, String reason)
      throws IOException, InterruptedException {
    String name = config.modelName();
    Publisher publisher =
        new Publisher(context.workspace().model(name), check.apply(config.maxMillis()), after);
    Publisher.Published published =
        publisher.publish(
            Candidates.of(
                context.workspace(),
                context.input(Stage.TRAIN),
                context.input(Stage.EVALUATE),
                config.warmupRequests(),
                reason));
    if (published.withdrawn()) {
      return Publication.keptBack(
          name,
          "version %d, which holds this model, was taken out of use by hand; 'docent models promote %d' takes it back"
              .formatted(published.version(), published.version()));
    }
    context.workspace().shareModel(name);
    return new Publication(
        name,
        true,
        reason,
        published.version(),
        "models/%s/%d".formatted(name, published.version()),
        published.reused(),
        published.check());
  }
}
