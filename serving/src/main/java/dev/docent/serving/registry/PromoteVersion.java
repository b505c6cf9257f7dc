package dev.docent.serving.registry;

import dev.docent.records.cli.DocentCommands;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models promote}. */
final class PromoteVersion implements ModelsCommand.Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ModelsCommand.command(
            "promote",
            List.of(
                "Makes a version the stable one, by hand and without the evaluation's verdict.",
                "It is fetched, compared with its checksums, loaded and served in a fresh process and"
                    + " asked its warm-up requests; only then the label moves. The version that was in"
                    + " use is withdrawn: no run brings it back by itself."),
            List.of(
                "docent models promote 3 --workspace DIR",
                "docent models promote canary --workspace s3://BUCKET/PREFIX"));
    spec.addPositional(
        ModelsCommand.positional("VERSION", "1", "The version's number, or 'canary'."));
    ModelsCommand.addSetting(spec, "max-millis");
    return spec;
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments)
      throws IOException, InterruptedException {
    System.out.println(
        new Labels(context.registry(), context.check())
            .promote(arguments.matchedPositionalValue(0, "")));
    return DocentCommands.OK;
  }
}
