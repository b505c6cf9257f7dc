package dev.docent.serving.registry;

import dev.docent.records.cli.DocentCommands;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models rollback}. */
final class RollBack implements ModelsCommand.Subcommand {
  @Override
  public CommandSpec spec() {
    return ModelsCommand.command(
        "rollback",
        List.of(
            "Makes the version before the stable one again. Given twice it goes back twice.",
            "The version left is withdrawn: no run brings it back by itself, 'docent models promote'"
                + " does."),
        List.of("docent models rollback --workspace DIR"));
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments) throws IOException {
    System.out.println(new Labels(context.registry(), context.check()).rollBack());
    return DocentCommands.OK;
  }
}
