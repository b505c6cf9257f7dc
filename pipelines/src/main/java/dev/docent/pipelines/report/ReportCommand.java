package dev.docent.pipelines.report;

import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecords;
import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ConfigException;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent report}: one page for a run. */
public final class ReportCommand {
  private ReportCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.REPORT.id());
    spec.usageMessage()
        .description(
            CommandHome.REPORT.summary(),
            "The page needs no other file and asks no server for anything.")
        .footer("", "Example:", "  docent report --workspace work --out report.html");
    CommonOptions.addWorkspace(spec);
    spec.addOption(
        text(
            "--run",
            "NUMBER",
            "Which run, as 'runs/' of the workspace has it. Default: the last."));
    spec.addOption(text("--out", "FILE", "Where the page goes. Default: run-NUMBER.html here."));
    return spec;
  }

  public static int run(ParseResult arguments) throws Exception {
    Workspace workspace = CommonOptions.workspace(arguments);
    RunRecord run = record(arguments, workspace);
    Path out = Path.of(arguments.matchedOptionValue("--out", "run-" + run.number() + ".html"));
    AtomicFiles.replace(
        out.toAbsolutePath(), RunReport.of(workspace, run).getBytes(StandardCharsets.UTF_8));
    System.out.println("Report of run " + run.number() + ": " + out.toAbsolutePath());
    return DocentCommands.OK;
  }

  private static RunRecord record(ParseResult arguments, Workspace workspace) throws Exception {
    RunRecords records = new RunRecords(workspace);
    String number = arguments.matchedOptionValue("--run", "");
    if (number.isEmpty()) {
      return records
          .last()
          .orElseThrow(
              () ->
                  new UserException(
                      "nothing was run in %s yet; 'docent run' does it"
                          .formatted(workspace.location())));
    }
    if (!number.matches("[0-9]{1,9}")) {
      throw ConfigException.of("--run is '%s'; it must be a run's number".formatted(number));
    }
    return records.get(Integer.parseInt(number));
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }
}
