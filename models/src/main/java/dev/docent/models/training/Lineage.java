package dev.docent.models.training;

import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fingerprints of everything that a stage's inputs came from. */
final class Lineage {
  private Lineage() {}

  /** Fingerprints by stage, of the inputs and of theirs. */
  static Map<String, String> of(StageContext context) throws IOException {
    Map<String, String> lineage = new TreeMap<>();
    for (var input : context.inputs().entrySet()) {
      lineage.put(input.getKey().id(), input.getValue().fingerprint());
      addInputs(context.workspace(), input.getValue(), lineage);
    }
    return lineage;
  }

  private static void addInputs(Workspace workspace, Artifact artifact, Map<String, String> lineage)
      throws IOException {
    for (var input : artifact.manifest().inputs().entrySet()) {
      Optional<Stage> stage = Stage.byId(input.getKey());
      boolean isNew = lineage.putIfAbsent(input.getKey(), input.getValue()) == null;
      if (stage.isPresent() && isNew) {
        Optional<Artifact> made = workspace.find(stage.get(), input.getValue());
        if (made.isPresent()) {
          addInputs(workspace, made.get(), lineage);
        }
      }
    }
  }
}
