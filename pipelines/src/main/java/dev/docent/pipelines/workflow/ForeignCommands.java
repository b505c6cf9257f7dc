package dev.docent.pipelines.workflow;

import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.StageCommand;
import dev.docent.records.stage.Stage;
import picocli.CommandLine.Model.CommandSpec;

/** Commands of other class paths, listed so that the help shows all there is. */
public final class ForeignCommands {
  private ForeignCommands() {}

  public static void addTo(DocentCommands commands) {
    for (Stage stage : Stage.values()) {
      if (stage.home() != Stage.Home.PIPELINES) {
        commands.add(
            new StageCommand(
                    stage,
                    context -> {
                      throw elsewhere(stage.id());
                    })
                .spec(),
            arguments -> {
              throw elsewhere(stage.id());
            });
      }
    }
    for (CommandHome command : CommandHome.values()) {
      if (command.home() != Stage.Home.PIPELINES) {
        CommandSpec spec = CommandSpec.create().name(command.id());
        spec.usageMessage().description(command.summary());
        commands.add(
            spec,
            arguments -> {
              throw elsewhere(command.id());
            });
      }
    }
  }

  private static UserException elsewhere(String command) {
    return new UserException(
        "'%s' lives on another class path; start it by the launcher: ./docent %s"
            .formatted(command, command));
  }
}
