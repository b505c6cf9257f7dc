package dev.docent.serving.bench;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Bases;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.prediction.PublishedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** MiniLM as it comes, for measuring: how fast a model is doesn't depend on what it learnt. */
final class UntrainedModel {
  private static final Base BASE = Bases.MINI_LM;
  private static final int SEQUENCE_LENGTH = 128;

  private UntrainedModel() {}

  /** The model of a workspace that has one, else MiniLM, published there. */
  static PublishedModel in(Workspace workspace, String name) throws IOException {
    if (PublishedModel.find(workspace, name).isEmpty()) {
      Path home = workspace.model(name);
      Vocabulary vocabulary = Vocabulary.ofBase(BASE.name());
      try (ScoringGraph graph = new ScoringGraph(BASE, Interaction.SEPARATE)) {
        graph.initialize(Bases.weights(BASE));
        ModelCard card =
            new ModelCard(
                BASE.name(), "separate", SEQUENCE_LENGTH, vocabulary.sha256(), 0, "none", Map.of());
        SavedModelExport.write(graph, vocabulary, card, home.resolve("1"));
      }
      AtomicFiles.replace(
          home.resolve("stable"),
          "{\"version\": 1, \"previous\": null}\n".getBytes(StandardCharsets.UTF_8));
    }
    return PublishedModel.find(workspace, name).orElseThrow();
  }
}
