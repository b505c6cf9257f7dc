package dev.docent.records.telemetry;

import dev.docent.records.cli.DocentCommands;
import dev.docent.records.stage.Stage;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** A command with everything off; {@link TracesTest} looks at what it loads. */
public final class QuietCommand {
  private QuietCommand() {}

  public static void main(String[] arguments) {
    DocentCommands commands = new DocentCommands();
    commands.add(
        CommandSpec.create().name("quiet"),
        parsed -> {
          LoggerFactory.getLogger(QuietCommand.class).warn("a line");
          try {
            StageTelemetry.of(
                Stage.PARSE,
                () -> {
                  throw new IllegalStateException("nothing to do");
                });
          } catch (IllegalStateException e) {
            return DocentCommands.OK;
          }
          return DocentCommands.FAILED;
        });
    System.exit(commands.run("quiet"));
  }
}
