package dev.docent.pipelines.workflow;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the selected stages need of those that are not. */
final class Inputs {
  private Inputs() {}

  /**
   * The fingerprints in use of the stages that are inputs and are not run themselves.
   *
   * @throws UserException if there is none of one of them
   */
  static Map<Stage, String> outside(Workspace workspace, Selection selection) {
    Map<Stage, String> fingerprints = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (!selection.runs(stage)) {
        continue;
      }
      for (Stage input : stage.inputs()) {
        if (!selection.runs(input)) {
          Optional<String> current = workspace.current(input);
          fingerprints.put(
              input,
              current.orElseThrow(
                  () ->
                      new UserException(
                          "%s needs the output of '%s', which is not to be run and was never made in %s; begin with '--from %s'"
                              .formatted(
                                  stage.id(), input.id(), workspace.location(), input.id()))));
        }
      }
    }
    return fingerprints;
  }
}
