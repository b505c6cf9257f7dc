package dev.docent.pipelines.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.pipelines.hooks.RunMessage;
import dev.docent.pipelines.hooks.Webhook;
import dev.docent.pipelines.launch.StageLauncher;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecords;
import dev.docent.records.UserException;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.config.RunConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.telemetry.ProcessMetrics;
import dev.docent.records.workspace.CodeVersion;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import dev.docent.records.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One run from its lock to its record: the stages, then a release, then what is told of it. */
final class Run {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;
  private final Map<Stage, Record> settings;
  private final RunConfig config;
  private final List<String> runnerArguments;
  private final Optional<Webhook> webhook;
  private final StageLauncher launcher;
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final List<StageRun> ended = new CopyOnWriteArrayList<>();

  /**
   * @param webhook told how the run ended
   * @param launcher of the stages that don't run in this process
   */
  Run(
      Workspace workspace,
      Map<Stage, Record> settings,
      RunConfig config,
      List<String> runnerArguments,
      Optional<Webhook> webhook,
      StageLauncher launcher) {
    this.launcher = launcher;
    this.webhook = webhook;
    this.workspace = workspace;
    this.settings = settings;
    this.config = config;
    this.runnerArguments = runnerArguments;
  }

  /**
   * Runs the selected stages.
   *
   * @throws dev.docent.records.workspace.WorkspaceInUse if another run is at it, also after the
   *     time to wait for it; nothing is done
   */
  RunRecord.Outcome run(Selection selection) throws Exception {
    try (WorkspaceLock lock = LockWait.take(workspace, Duration.ofMinutes(config.waitLock()))) {
      RunRecord.Outcome outcome = RunRecord.Outcome.FAILED;
      Optional<Integer> release = Optional.empty();
      String failure = "it was stopped";
      try {
        new Workflow(workspace, launcher, runnerArguments, config)
            .run(settings, selection, lock, ended::add);
        lock.check();
        release = release();
        outcome = isKeptBack() ? RunRecord.Outcome.KEPT_BACK : RunRecord.Outcome.SUCCEEDED;
        failure = null;
      } catch (Exception e) {
        failure = problem(e);
        throw e;
      } finally {
        ProcessMetrics.runEnded(outcome.name().toLowerCase(Locale.ROOT));
        RunRecord record = keep(outcome, failure, release.orElse(null));
        told(record);
        String detail = modelDetail();
        webhook.ifPresent(hook -> hook.post(RunMessage.of(record, workspace.location(), detail)));
      }
      return outcome;
    }
  }

  /** The stages that ended well, in the order of the flow. */
  private List<StageRun> inOrder() {
    return ended.stream().sorted(Comparator.comparing(run -> run.result().stage())).toList();
  }

  private Optional<StageResult> result(Stage stage) {
    return ended.stream()
        .map(StageRun::result)
        .filter(result -> result.stage() == stage)
        .findFirst();
  }

  private boolean isKeptBack() throws IOException {
    Optional<JsonNode> publication = publication();
    return publication.isPresent() && !publication.get().path("promoted").asBoolean();
  }

  private Optional<JsonNode> publication() throws IOException {
    Optional<StageResult> published = result(Stage.PUBLISH);
    return published.isEmpty()
        ? Optional.empty()
        : Optional.of(JSON.readTree(published.get().artifact().file("publication.json").toFile()));
  }

  /** Which version is in use and why, or why the model was kept back; empty if it isn't known. */
  private String modelDetail() {
    try {
      Optional<JsonNode> publication = publication();
      return publication
          .map(
              json ->
                  json.path("promoted").asBoolean()
                      ? "model %s, version %d: %s"
                          .formatted(
                              json.path("name").asText(),
                              json.path("version").asLong(),
                              json.path("reason").asText())
                      : "kept back: " + json.path("reason").asText())
          .orElse("");
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /** Makes a release where the run came to the flow's end and something is new. */
  private Optional<Integer> release() throws IOException, InterruptedException {
    boolean isNew = ended.stream().anyMatch(run -> !run.result().cached());
    if (!config.release() || result(Stage.PUBLISH).isEmpty()) {
      return Optional.empty();
    }
    PublishConfig publish = (PublishConfig) settings.get(Stage.PUBLISH);
    return new RunRelease(workspace, publish.modelName()).make(isNew);
  }

  /** A record that can't be kept is no reason to call the run failed. */
  private RunRecord keep(
      RunRecord.Outcome outcome, @Nullable String failure, @Nullable Integer release) {
    RunRecord record =
        new RunRecord(
            0,
            startedAt,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            outcome,
            failure,
            inOrder().stream().map(Run::record).toList(),
            release,
            CodeVersion.current());
    try {
      return new RunRecords(workspace).add(record);
    } catch (IOException | UserException e) {
      System.err.println("warning: can't keep how this run ended: " + e.getMessage());
      return record;
    }
  }

  private static RunRecord.StageRecord record(StageRun run) {
    StageResult result = run.result();
    return new RunRecord.StageRecord(
        result.stage().id(),
        result.artifact().fingerprint(),
        result.cached(),
        run.began().truncatedTo(ChronoUnit.MILLIS),
        result.time().toMillis(),
        run.tries());
  }

  /** That an artifact can't be read any more must not hide how the run ended. */
  private void told(RunRecord record) {
    try {
      tell(record);
    } catch (RuntimeException e) {
      System.err.println("warning: can't show what the stages made: " + e.getMessage());
    }
  }

  private void tell(RunRecord record) {
    System.out.println();
    System.out.print(SummaryTable.of(inOrder().stream().map(StageRun::result).toList()));
    try {
      window().ifPresent(System.out::println);
    } catch (IOException | UserException e) {
      System.err.println("warning: can't read the window: " + e.getMessage());
    }
    System.out.printf(
        "Run %d in workspace %s; 'docent report' makes a page of it%n",
        record.number(), workspace.location());
  }

  /** What the ingest's window brought, if it was one. */
  private Optional<String> window() throws IOException {
    Optional<StageResult> ingest = result(Stage.INGEST);
    Optional<WindowRecord> record =
        ingest.isEmpty() ? Optional.empty() : WindowRecord.of(ingest.get().artifact());
    return record.map(
        window ->
            "Window %s to %s: %s"
                .formatted(
                    window.since(),
                    window.until(),
                    window.news()
                        ? "%d pages fetched, %d gone"
                            .formatted(window.count("fetched"), window.count("gone"))
                        : "nothing new, so that the stages after it are as they were"));
  }

  private static String problem(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UserException && t.getMessage() != null) {
        return t.getMessage();
      }
    }
    // Only its kind: what libraries say may show an address with a password.
    return e.getClass().getSimpleName();
  }
}
