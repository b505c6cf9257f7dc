package dev.docent.pipelines;

import dev.docent.pipelines.backfill.BackfillCommand;
import dev.docent.pipelines.bench.BenchCommand;
import dev.docent.pipelines.cluster.ClusterCommand;
import dev.docent.pipelines.demo.DemoCommand;
import dev.docent.pipelines.prune.PruneCommand;
import dev.docent.pipelines.report.ReportCommand;
import dev.docent.pipelines.status.StatusCommand;
import dev.docent.pipelines.workflow.ForeignCommands;
import dev.docent.pipelines.workflow.LocalStages;
import dev.docent.pipelines.workflow.RunCommand;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.StageCommand;

/** The commands of the pipelines' class path; the launcher sends all others elsewhere. */
public final class PipelinesMain {
  private PipelinesMain() {}

  public static void main(String[] arguments) {
    DocentCommands commands = new DocentCommands();
    commands.add(DemoCommand.spec(), DemoCommand::run);
    commands.add(RunCommand.spec(), RunCommand::run);
    commands.add(BackfillCommand.spec(), BackfillCommand::run);
    LocalStages.bodies().forEach((stage, body) -> commands.add(new StageCommand(stage, body)));
    commands.add(BenchCommand.spec(), BenchCommand::run);
    ForeignCommands.addTo(commands);
    commands.add(StatusCommand.spec(), StatusCommand::run);
    commands.add(ReportCommand.spec(), ReportCommand::run);
    commands.add(PruneCommand.spec(), PruneCommand::run);
    commands.add(ClusterCommand.spec(), ClusterCommand::run);
    System.exit(commands.run(arguments));
  }
}
