package dev.docent.serving.registry;

import dev.docent.models.publish.Candidates;
import dev.docent.models.publish.Publisher;
import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models publish}. */
final class PublishVersion implements ModelsCommand.Subcommand {
  private static final String REASON = "published by hand";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ModelsCommand.command(
            "publish",
            List.of(
                "Makes a trained model the next version, and leaves the labels as they are: also a"
                    + " model that the evaluation kept back can be tried as a canary.",
                "The version is copied, compared with its checksums, loaded and served in a fresh"
                    + " process and asked its warm-up requests before anyone sees it.",
                "'docent publish' is what a run does: it obeys the verdict and moves 'stable'."),
            List.of(
                "docent models publish --workspace DIR",
                "docent models publish --train 0c1d... --workspace DIR",
                "docent models publish my-model/ --workspace s3://BUCKET/PREFIX"));
    spec.addPositional(
        ModelsCommand.positional(
            "MODEL_FOLDER",
            "0..1",
            "A model in the layout that training writes. Default: the model that the workspace"
                + " trained last."));
    spec.addOption(
        ModelsCommand.text(
            "--train", "FINGERPRINT", "The train artifact to publish instead of the last one."));
    ModelsCommand.addSetting(spec, "warmup-requests");
    ModelsCommand.addSetting(spec, "max-millis");
    return spec;
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments)
      throws IOException, InterruptedException {
    Workspace workspace = context.workspace();
    String folder = arguments.matchedPositionalValue(0, "");
    String train = arguments.matchedOptionValue("--train", "");
    if (!folder.isEmpty() && !train.isEmpty()) {
      throw new UserException("give a model's folder or --train, not both");
    }
    int warmup = context.config().warmupRequests();
    Publisher.Candidate candidate =
        folder.isEmpty()
            ? trained(workspace, train, warmup)
            : Candidates.of(modelFolder(folder), warmup, REASON);
    Publisher.Published published =
        new Publisher(workspace.model(context.name()), context.check()).add(candidate);
    workspace.shareModel(context.name());
    System.out.printf(
        "%s: version %d of model '%s'. No label moved; 'docent models canary %d' or 'promote %d' does that.%n",
        published.reused() ? "It is there already" : "Published",
        published.version(),
        context.name(),
        published.version(),
        published.version());
    return DocentCommands.OK;
  }

  private static Path modelFolder(String folder) throws IOException {
    Path path = Path.of(folder);
    if (!Files.isRegularFile(path.resolve("saved_model.pb"))) {
      throw new UserException(
          "'%s' has no saved_model.pb; it must be a model's folder such as artifacts/train/.../model"
              .formatted(folder));
    }
    // A link to a folder is copied as that folder.
    return path.toRealPath();
  }

  private static Publisher.Candidate trained(Workspace workspace, String asked, int warmup)
      throws IOException {
    Optional<Artifact> train =
        asked.isEmpty()
            ? workspace.currentArtifact(Stage.TRAIN)
            : workspace.find(Stage.TRAIN, asked);
    if (train.isEmpty()) {
      throw new UserException(
          asked.isEmpty()
              ? "the workspace %s has no trained model; 'docent train' makes one"
                  .formatted(workspace.location())
              : "the workspace %s has no train artifact '%s'"
                  .formatted(workspace.location(), asked));
    }
    return Candidates.of(
        workspace, train.get(), evaluation(workspace, train.get()), warmup, REASON);
  }

  /** The evaluation of this very training, which tells how to rank with it. */
  private static @Nullable Artifact evaluation(Workspace workspace, Artifact train)
      throws IOException {
    for (Artifact evaluate : workspace.all(Stage.EVALUATE)) {
      if (train.fingerprint().equals(evaluate.manifest().inputs().get(Stage.TRAIN.id()))) {
        return evaluate;
      }
    }
    return null;
  }
}
