package dev.docent.models;

import dev.docent.models.bench.ModelBenchCommand;
import dev.docent.models.runs.RunsCommand;
import dev.docent.models.training.TrainStage;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.StageCommand;
import dev.docent.records.stage.Stage;

/** The commands that train: {@code train}, {@code runs}, and the benchmarks of the network. */
public final class ModelsMain {
  private ModelsMain() {}

  public static void main(String[] arguments) {
    // JavaCPP would refuse native memory beyond a multiple of the Java heap; it reads this once,
    // before TensorFlow is loaded.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    System.exit(commands().run(arguments));
  }

  static DocentCommands commands() {
    DocentCommands commands = new DocentCommands();
    commands.add(new StageCommand(Stage.TRAIN, new TrainStage()));
    RunsCommand runs = new RunsCommand();
    commands.add(runs.spec(), runs);
    ModelBenchCommand bench = new ModelBenchCommand();
    commands.add(bench.spec(), bench);
    return commands;
  }
}
