package dev.docent.serving.registry;

import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import dev.docent.serving.tfserving.ModelSync;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models sync}. */
final class SyncVersions implements ModelsCommand.Subcommand {
  private static final String LOCK = ".sync.lock";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ModelsCommand.command(
            "sync",
            List.of(
                "Brings the versions that the labels name into a local folder, for a TF-Serving beside"
                    + " it: TF-Serving reads no s3:// since 2.7.",
                "Files are compared with their checksums; a version appears whole, by a rename; then"
                    + " models.config is replaced. Versions that nobody needs go a round later."
                    + " batching.config and monitoring.config are written too.",
                "TF-Serving: --model_config_file=DIR/models.config"
                    + " --model_config_file_poll_wait_seconds=30"
                    + " --allow_version_labels_for_unavailable_models"
                    + " --monitoring_config_file=DIR/monitoring.config"),
            List.of(
                "docent models sync --workspace s3://BUCKET/PREFIX --to /models",
                "docent models sync --workspace s3://BUCKET/PREFIX --to /models --every 30",
                "docent models sync --workspace DIR --to /data/models --base-path /models"));
    spec.addOption(ModelsCommand.text("--to", "DIR", "The local folder. Required."));
    spec.addOption(
        ModelsCommand.text(
            "--every",
            "SECONDS",
            "Go on, and look again so often; a store that is away is asked again. Without it, once."));
    spec.addOption(
        ModelsCommand.text(
            "--base-path",
            "PATH",
            "The folder as TF-Serving sees it, in models.config. Default: the folder's own path."));
    spec.addOption(
        ModelsCommand.flag("--all", "All models of the workspace, not the named one alone."));
    return spec;
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments)
      throws IOException, InterruptedException {
    String to = arguments.matchedOptionValue("--to", "");
    if (to.isEmpty()) {
      throw new UserException("--to is required: the local folder that TF-Serving reads");
    }
    String every = arguments.matchedOptionValue("--every", "");
    if (!every.isEmpty() && !every.matches("[1-9][0-9]{0,5}")) {
      throw new UserException(
          "--every is '%s'; it must be a whole number of seconds, 1 or more".formatted(every));
    }
    Path target = Path.of(to).toAbsolutePath().normalize();
    String basePath = arguments.matchedOptionValue("--base-path", target.toString());
    List<String> names = arguments.hasMatchedOption("--all") ? List.of() : List.of(context.name());
    ModelSync sync = new ModelSync(context.workspace(), target, basePath);
    Files.createDirectories(target);
    try (FileChannel channel =
            FileChannel.open(
                target.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new UserException(
            "another 'docent models sync' writes to '%s'; stop it, or choose another folder"
                .formatted(target));
      }
      if (every.isEmpty()) {
        tell(sync.once(names), target);
      } else {
        repeat(sync, names, Long.parseLong(every));
      }
    }
    return DocentCommands.OK;
  }

  private static void tell(List<String> changes, Path target) {
    changes.forEach(System.out::println);
    if (changes.isEmpty()) {
      System.out.println("'%s' is up to date".formatted(target));
    }
  }

  /** Ends with the process alone: whatever fails may be well the next time. */
  private static void repeat(ModelSync sync, List<String> names, long seconds)
      throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        for (String change : sync.once(names)) {
          System.out.println(now() + " " + change);
        }
      } catch (IOException | UserException e) {
        System.err.println(now() + " warning: " + e.getMessage() + "; trying again");
      }
      System.out.flush();
      Thread.sleep(seconds * 1000);
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
