package dev.docent.serving;

import dev.docent.models.publish.PublishStage;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.StageCommand;
import dev.docent.records.stage.Stage;
import dev.docent.serving.evaluation.EvaluateCommand;
import dev.docent.serving.feedback.FeedbackCommand;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.registry.ModelsCommand;
import dev.docent.serving.releases.ReleasesCommand;
import dev.docent.serving.validation.ServedCheck;
import dev.docent.serving.vectors.VectorsStage;
import dev.docent.serving.web.SearchCommand;
import dev.docent.serving.web.ServeCommand;

/**
 * The commands of this class path: {@code index}, {@code vectors}, {@code evaluate}, {@code
 * publish}, {@code models}, {@code serve}, {@code search}.
 */
public final class ServingMain {
  private ServingMain() {}

  public static void main(String[] arguments) {
    System.exit(commands().run(arguments));
  }

  public static DocentCommands commands() {
    DocentCommands commands = new DocentCommands();
    commands.add(new StageCommand(Stage.INDEX, new IndexStage()));
    commands.add(new StageCommand(Stage.VECTORS, new VectorsStage()));
    EvaluateCommand.addTo(commands);
    commands.add(new StageCommand(Stage.PUBLISH, new PublishStage(ServedCheck::new)));
    ModelsCommand models = new ModelsCommand();
    commands.add(models.spec(), models);
    commands.add(ReleasesCommand.spec(), new ReleasesCommand());
    commands.add(ServeCommand.spec(), new ServeCommand());
    commands.add(SearchCommand.spec(), new SearchCommand());
    commands.add(FeedbackCommand.spec(), new FeedbackCommand());
    return commands;
  }
}
