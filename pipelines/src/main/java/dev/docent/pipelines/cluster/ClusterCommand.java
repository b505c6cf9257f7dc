package dev.docent.pipelines.cluster;

import dev.docent.pipelines.beam.FlinkRest;
import dev.docent.pipelines.kubernetes.DeployCommand;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SummaryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent cluster start|stop|status}: a Flink session cluster of this machine; {@code docent
 * cluster deploy}: one in Kubernetes.
 */
public final class ClusterCommand {
  private static final String DEFAULT_FOLDER = ".docent/cluster";

  private ClusterCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.CLUSTER.id());
    spec.usageMessage()
        .description(
            CommandHome.CLUSTER.summary(),
            "Jobs are sent to it by Beam's option --flinkMaster. The one of this machine listens on"
                + " 127.0.0.1 only; 'deploy' brings one up in Kubernetes.")
        .footer(
            "",
            "Example:",
            "  docent cluster start --task-managers 2 --slots 1 --memory 2g",
            "  docent parse --workspace work -- --flinkMaster=127.0.0.1:8081",
            "  docent cluster status",
            "  docent cluster stop");
    spec.addSubcommand("start", start());
    spec.addSubcommand("stop", simple("stop", "Ends the cluster's processes, and the jobs on it."));
    spec.addSubcommand(
        "status",
        simple(
            "status",
            "Shows the REST address, TaskManagers, slots and jobs. Exit code 1 where none runs."));
    spec.addSubcommand(DeployCommand.NAME, DeployCommand.spec());
    return spec;
  }

  /** Does what a command line asks for; gives the exit code. */
  public static int run(ParseResult arguments) throws Exception {
    ParseResult action = arguments.subcommand();
    if (action == null) {
      arguments.commandSpec().commandLine().usage(System.out);
      return DocentCommands.USAGE;
    }
    if (action.commandSpec().name().equals(DeployCommand.NAME)) {
      return DeployCommand.run(action);
    }
    Path folder = Path.of(action.matchedOptionValue("--folder", DEFAULT_FOLDER));
    SessionCluster cluster = new SessionCluster(folder);
    return switch (action.commandSpec().name()) {
      case "start" -> start(cluster, action);
      case "stop" -> stop(cluster, folder);
      default -> status(cluster, folder);
    };
  }

  private static int start(SessionCluster cluster, ParseResult arguments) throws Exception {
    ClusterSettings settings =
        ClusterSettings.of(
            arguments.matchedOptionValue("--port", "0"),
            arguments.matchedOptionValue("--task-managers", "1"),
            arguments.matchedOptionValue("--slots", "2"),
            arguments.matchedOptionValue("--memory", "2g"));
    ClusterState state = cluster.start(settings);
    System.out.printf(
        "Flink at http://%s (logs in %s)%nSend jobs to it: docent run ... -- --flinkMaster=%s%n",
        state.master(), cluster.logs(), state.master());
    return DocentCommands.OK;
  }

  private static int stop(SessionCluster cluster, Path folder) throws Exception {
    int ended = cluster.stop();
    System.out.println(
        ended == 0
            ? "No cluster of '%s' runs.".formatted(folder)
            : "Stopped: %d processes.".formatted(ended));
    return DocentCommands.OK;
  }

  private static int status(SessionCluster cluster, Path folder) throws Exception {
    Optional<ClusterState> state = cluster.state();
    if (state.isEmpty()) {
      System.out.println(
          "No cluster runs in '%s'; 'docent cluster start' starts one.".formatted(folder));
      return DocentCommands.FAILED;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("process", "pid", "since", "state"));
    for (ClusterProcess process : state.get().processes()) {
      rows.add(
          List.of(
              process.name(),
              Long.toString(process.pid()),
              process.startedAt().toString(),
              process.isAlive() ? "running" : "gone"));
    }
    System.out.print(SummaryTable.layOut(rows));
    FlinkRest rest = FlinkRest.of(state.get().master());
    FlinkRest.Overview overview;
    try {
      overview = rest.overview();
    } catch (IOException e) {
      System.out.printf(
          "Flink does not answer at http://%s; logs are in %s%n",
          state.get().master(), cluster.logs());
      return DocentCommands.FAILED;
    }
    System.out.printf(
        "REST: http://%s (Flink %s)%nTaskManagers: %d, each with %d slots and %dm; slots: %d, free: %d%n",
        state.get().master(),
        overview.version(),
        overview.taskManagers(),
        state.get().slots(),
        new MemorySize(state.get().memoryBytes()).getMebiBytes(),
        overview.slots(),
        overview.freeSlots());
    printJobs(rest.jobs());
    return state.get().dead().isEmpty() ? DocentCommands.OK : DocentCommands.FAILED;
  }

  private static void printJobs(List<FlinkRest.Job> jobs) {
    if (jobs.isEmpty()) {
      System.out.println("Jobs: none");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("job", "name", "state", "seconds"));
    jobs.forEach(
        job ->
            rows.add(
                List.of(
                    job.id(), job.name(), job.state(), Long.toString(job.duration().toSeconds()))));
    System.out.print(SummaryTable.layOut(rows));
  }

  private static CommandSpec start() {
    CommandSpec spec =
        simple(
            "start",
            "Starts the cluster, or what is missing of it: a TaskManager that ended, or more of them.");
    spec.addOption(
        option("--task-managers", "N", "Processes that do the work, 1 to 64. Default: 1."));
    spec.addOption(
        option("--slots", "N", "Tasks that a TaskManager runs at once, 1 to 64. Default: 2."));
    spec.addOption(
        option(
            "--memory",
            "SIZE",
            "Memory of a TaskManager process, at least 1536m. Of 2g some 0.7g is heap. Default: 2g."));
    spec.addOption(
        option(
            "--port",
            "PORT",
            "Port of the REST address and the dashboard. Default: 8081, or a free one."));
    return spec;
  }

  private static CommandSpec simple(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    spec.addOption(
        option(
            "--folder",
            "DIR",
            "Where the cluster keeps what it is, its logs and what jobs spill. Default: "
                + DEFAULT_FOLDER
                + "."));
    return spec;
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }
}
