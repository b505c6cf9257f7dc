package dev.docent.pipelines.status;

import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent status}: what a workspace holds. */
public final class StatusCommand {
  private StatusCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.STATUS.id());
    spec.usageMessage()
        .description(CommandHome.STATUS.summary())
        .footer("", "Example:", "  docent status --workspace work");
    CommonOptions.addWorkspace(spec);
    return spec;
  }

  public static int run(ParseResult arguments) throws Exception {
    Workspace workspace = CommonOptions.workspace(arguments);
    WorkspaceStatus status = WorkspaceStatus.of(workspace);
    System.out.println("Workspace: " + workspace.location());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("stage", "state", "fingerprint", "made", "in", "out", "dead letters", "made from"));
    status.stages().forEach(stage -> rows.add(stage.cells()));
    System.out.print(SummaryTable.layOut(rows));
    System.out.println();
    WindowLines.of(workspace).forEach(System.out::println);
    if (status.models().isEmpty()) {
      System.out.println("Models: none published");
    }
    status.models().forEach(System.out::println);
    status.warnings().forEach(warning -> System.out.println("Warning: " + warning));
    return DocentCommands.OK;
  }
}
