package dev.docent.serving;

import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.StageCommand;
import dev.docent.records.stage.Stage;
import dev.docent.serving.evaluation.EvaluateCommand;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.web.SearchCommand;
import dev.docent.serving.web.ServeCommand;

/**
 * The commands of this class path: {@code index}, {@code evaluate}, {@code serve}, {@code search}.
 */
public final class ServingMain {
  private ServingMain() {}

  public static void main(String[] arguments) {
    System.exit(commands().run(arguments));
  }

  static DocentCommands commands() {
    DocentCommands commands = new DocentCommands();
    commands.add(new StageCommand(Stage.INDEX, new IndexStage()));
    EvaluateCommand.addTo(commands);
    commands.add(ServeCommand.spec(), new ServeCommand());
    commands.add(SearchCommand.spec(), new SearchCommand());
    return commands;
  }
}
