package dev.docent.pipelines.workflow;

import dev.docent.records.config.IngestConfig;
import dev.docent.records.stage.PlanChanges;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run would do, and why, without doing it. A fingerprint follows from settings and inputs
 * alone, so that all of them are known beforehand, except after a window that was not fetched yet.
 */
final class DryRun {
  private final Workspace workspace;
  private final StageExecutor executor;

  DryRun(Workspace workspace) {
    this.workspace = workspace;
    this.executor = new StageExecutor(workspace);
  }

  /** What would come of a stage. */
  enum Outcome {
    CACHED("cached"),
    MADE("would be made"),
    DEPENDS("depends on the window"),
    LEFT_OUT("not to be run");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  /**
   * @param reasons empty where nothing is to be made
   */
  record Line(Stage stage, Outcome outcome, List<String> reasons) {
    /** Such as {@code topics: would be made: setting topics changed 100 -> 200}. */
    @Override
    public String toString() {
      return stage.id()
          + ": "
          + outcome.words
          + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }
  }

  /** A line a stage, in the order of the flow. */
  List<Line> lines(Map<Stage, Record> settings, Selection selection) throws IOException {
    Map<Stage, String> fingerprints = new EnumMap<>(Inputs.outside(workspace, selection));
    Map<Stage, Outcome> outcomes = new EnumMap<>(Stage.class);
    List<Line> lines = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      Line line =
          selection.runs(stage)
              ? line(stage, settings, selection, fingerprints, outcomes)
              : new Line(stage, Outcome.LEFT_OUT, List.of());
      outcomes.put(stage, line.outcome());
      lines.add(line);
    }
    return lines;
  }

  private Line line(
      Stage stage,
      Map<Stage, Record> settings,
      Selection selection,
      Map<Stage, String> fingerprints,
      Map<Stage, Outcome> outcomes)
      throws IOException {
    Map<Stage, String> inputs = new EnumMap<>(Stage.class);
    stage.inputs().forEach(input -> inputs.put(input, fingerprints.get(input)));
    StageExecutor.Plan plan = executor.plan(stage, settings.get(stage), inputs);
    fingerprints.put(stage, plan.fingerprint());
    if (selection.forces(stage)) {
      return new Line(stage, Outcome.MADE, List.of("--force"));
    }
    if (executor.made(plan).isPresent()) {
      return new Line(stage, Outcome.CACHED, List.of());
    }
    if (followsWindow(stage, settings, outcomes)) {
      return new Line(stage, Outcome.DEPENDS, List.of("it is made if the window brings news"));
    }
    List<String> reasons =
        new ArrayList<>(
            PlanChanges.of(plan, workspace.currentArtifact(stage).map(Artifact::manifest)));
    return new Line(stage, Outcome.MADE, reasons);
  }

  /** Whether an input's fingerprint is known only once the pages are here. */
  private static boolean followsWindow(
      Stage stage, Map<Stage, Record> settings, Map<Stage, Outcome> outcomes) {
    for (Stage input : stage.inputs()) {
      boolean window =
          settings.get(input) instanceof IngestConfig ingest
              && IngestSource.windowed(ingest)
              && outcomes.get(input) == Outcome.MADE;
      if (window || outcomes.get(input) == Outcome.DEPENDS) {
        return true;
      }
    }
    return false;
  }
}
