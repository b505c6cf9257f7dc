package dev.docent.models.runs;

import dev.docent.models.training.LogEntry;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The complete trainings of a workspace. */
final class Runs {
  private final Workspace workspace;
  private final List<Artifact> trainings;
  private final List<Artifact> evaluations;

  private Runs(Workspace workspace, List<Artifact> trainings, List<Artifact> evaluations) {
    this.workspace = workspace;
    this.trainings = trainings;
    this.evaluations = evaluations;
  }

  static Runs of(Workspace workspace) throws IOException {
    return new Runs(workspace, workspace.all(Stage.TRAIN), workspace.all(Stage.EVALUATE));
  }

  /** All of them, the newest first. */
  List<Run> all() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Artifact training : trainings) {
      runs.add(read(training));
    }
    return runs;
  }

  /**
   * The one whose fingerprint begins so.
   *
   * @throws UserException if there is none, or more than one
   */
  Run find(String prefix) throws IOException {
    return read(artifact(prefix));
  }

  /** A run's logs, by network. */
  Map<String, List<LogEntry>> curves(Run run) throws IOException {
    return Run.curves(artifact(run.fingerprint()));
  }

  private Artifact artifact(String prefix) {
    List<Artifact> found =
        trainings.stream().filter(one -> one.fingerprint().startsWith(prefix)).toList();
    if (prefix.isEmpty() || found.isEmpty()) {
      throw new UserException(
          "there is no run '%s' in %s; there are %s"
              .formatted(prefix, workspace.location(), names(trainings)));
    }
    if (found.size() > 1) {
      throw new UserException(
          "the run '%s' could be any of %s; give more of its name".formatted(prefix, names(found)));
    }
    return found.get(0);
  }

  private Run read(Artifact training) throws IOException {
    Optional<Artifact> evaluation =
        evaluations.stream()
            .filter(
                one -> training.fingerprint().equals(one.manifest().inputs().get(Stage.TRAIN.id())))
            .findFirst();
    boolean inUse =
        workspace.current(Stage.TRAIN).filter(training.fingerprint()::equals).isPresent();
    return Run.read(training, inUse, evaluation);
  }

  private static String names(List<Artifact> artifacts) {
    return artifacts.isEmpty()
        ? "none"
        : String.join(", ", artifacts.stream().map(Artifact::fingerprint).toList());
  }
}
