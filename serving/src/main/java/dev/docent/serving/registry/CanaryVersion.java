package dev.docent.serving.registry;

import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models canary}. */
final class CanaryVersion implements ModelsCommand.Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ModelsCommand.command(
            "canary",
            List.of(
                "Makes a version the canary: TF-Serving serves it beside the stable one, and clients"
                    + " ask for it by the label 'canary'. It is checked as for 'promote'.",
                "Searches go on with the stable version."),
            List.of(
                "docent models canary 4 --workspace DIR",
                "docent models canary --none --workspace DIR"));
    spec.addPositional(ModelsCommand.positional("VERSION", "0..1", "The version's number."));
    spec.addOption(ModelsCommand.flag("--none", "Take the label away."));
    ModelsCommand.addSetting(spec, "max-millis");
    return spec;
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments)
      throws IOException, InterruptedException {
    String version = arguments.matchedPositionalValue(0, "");
    boolean none = arguments.hasMatchedOption("--none");
    if (none == !version.isEmpty()) {
      throw new UserException("give the version that is to be the canary, or --none");
    }
    Labels labels = new Labels(context.registry(), context.check());
    System.out.println(none ? labels.noCanary() : labels.canary(version));
    return DocentCommands.OK;
  }
}
