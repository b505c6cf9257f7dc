package dev.docent.records.stage;

import dev.docent.records.UserException;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a stage's work is given. */
public final class StageContext {
  /** The folder below {@link #scratch()} in which an ingest keeps what it has fetched. */
  public static final String FETCHED = "fetched";

  private final Workspace workspace;
  private final Stage stage;
  private final Record settings;
  private final Map<Stage, Artifact> inputs;
  private final List<Artifact> windows;
  private final String fingerprint;
  private final Path output;
  private final Workspace.@Nullable Attempt attempt;
  private final List<String> runnerArguments;
  private final Counts counts = new Counts();
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  /** For work on an attempt at an artifact. */
  StageContext(
      Workspace workspace,
      Stage stage,
      Record settings,
      Map<Stage, Artifact> inputs,
      List<Artifact> windows,
      String fingerprint,
      Workspace.Attempt attempt,
      List<String> runnerArguments) {
    this(
        workspace,
        stage,
        settings,
        inputs,
        windows,
        fingerprint,
        attempt.folder(),
        attempt,
        runnerArguments);
  }

  /** For work whose output goes to any folder. */
  public StageContext(
      Workspace workspace,
      Stage stage,
      Record settings,
      Map<Stage, Artifact> inputs,
      String fingerprint,
      Path output,
      List<String> runnerArguments) {
    this(workspace, stage, settings, inputs, List.of(), fingerprint, output, runnerArguments);
  }

  /**
   * For a stage that may read several ingestion windows.
   *
   * @param windows the oldest first; empty where the ingest artifact is a whole state by itself
   */
  public StageContext(
      Workspace workspace,
      Stage stage,
      Record settings,
      Map<Stage, Artifact> inputs,
      List<Artifact> windows,
      String fingerprint,
      Path output,
      List<String> runnerArguments) {
    this(workspace, stage, settings, inputs, windows, fingerprint, output, null, runnerArguments);
  }

  private StageContext(
      Workspace workspace,
      Stage stage,
      Record settings,
      Map<Stage, Artifact> inputs,
      List<Artifact> windows,
      String fingerprint,
      Path output,
      Workspace.@Nullable Attempt attempt,
      List<String> runnerArguments) {
    this.windows = List.copyOf(windows);
    this.workspace = workspace;
    this.stage = stage;
    this.settings = settings;
    this.inputs = Map.copyOf(inputs);
    this.fingerprint = fingerprint;
    this.output = output;
    this.attempt = attempt;
    this.runnerArguments = List.copyOf(runnerArguments);
  }

  public Workspace workspace() {
    return workspace;
  }

  public Stage stage() {
    return stage;
  }

  /** The stage's settings, such as {@code settings(TopicsConfig.class)}. */
  public <R extends Record> R settings(Class<R> type) {
    return type.cast(settings);
  }

  /**
   * The complete artifact of an input stage.
   *
   * @throws UserException if this stage has no such input
   */
  public Artifact input(Stage input) {
    Artifact artifact = inputs.get(input);
    if (artifact == null) {
      throw new UserException("%s has no input '%s'".formatted(stage.id(), input.id()));
    }
    return artifact;
  }

  public Map<Stage, Artifact> inputs() {
    return inputs;
  }

  /**
   * The ingestion windows to read, the oldest first: those up to the ingest artifact that brought
   * news. Empty where the ingest artifact is no window, but all there is.
   */
  public List<Artifact> windows() {
    return windows;
  }

  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Where a folder of files goes that a job's workers write, on whatever machine they are: a local
   * path, or an address in the workspace's object store.
   */
  public String outputLocation(String path) {
    return attempt == null ? output.resolve(path).toString() : attempt.location(path);
  }

  /** What a job wrote to {@link #outputLocation}, as local files. */
  public Path written(String path) throws IOException {
    return attempt == null ? output.resolve(path) : attempt.written(path);
  }

  /** Removes what a job wrote to {@link #outputLocation} and is no part of the artifact. */
  public void discard(String path) throws IOException {
    if (attempt == null) {
      AtomicFiles.deleteTree(output.resolve(path));
    } else {
      attempt.discard(path);
    }
  }

  /** The empty local folder for this attempt's data files. */
  public Path output() {
    return output;
  }

  /**
   * A folder that outlives a killed attempt of the same fingerprint, for checkpoints; removed when
   * the stage is complete.
   */
  public Path scratch() {
    return workspace.scratch(stage, fingerprint);
  }

  /** Beam's own options, given after {@code --}. */
  public List<String> runnerArguments() {
    return runnerArguments;
  }

  public Counts counts() {
    return counts;
  }

  /** Tells the user now, and keeps the warning in the manifest. */
  public void warn(String message) {
    warnings.add(message);
    System.err.println("warning: " + message);
  }

  public List<String> warnings() {
    synchronized (warnings) {
      return List.copyOf(warnings);
    }
  }
}
