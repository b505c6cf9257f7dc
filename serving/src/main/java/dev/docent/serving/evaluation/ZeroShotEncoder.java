package dev.docent.serving.evaluation;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Bases;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.serving.vectors.SentenceEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The sentence encoder all-MiniLM-L6-v2 as it comes: what one would use without any training. */
final class ZeroShotEncoder implements Closeable {
  private static final Base BASE = Bases.MINI_LM;
  private static final int SEQUENCE_LENGTH = 128;

  private final Path folder;
  private final SavedModel model;

  private ZeroShotEncoder(Path folder, SavedModel model) {
    this.folder = folder;
    this.model = model;
  }

  /** Loads it from the library it comes in. */
  static ZeroShotEncoder load() throws IOException {
    Path folder = Files.createTempDirectory("docent-zero-shot-");
    try {
      Vocabulary vocabulary = Vocabulary.ofBase(BASE.name());
      try (ScoringGraph graph = new ScoringGraph(BASE, Interaction.SEPARATE, true)) {
        graph.initialize(Bases.weights(BASE));
        graph.initializeEncoder(Bases.weights(BASE));
        ModelCard card =
            new ModelCard(
                BASE.name(),
                "separate",
                SEQUENCE_LENGTH,
                vocabulary.sha256(),
                BASE.hidden(),
                "none",
                Map.of());
        SavedModelExport.write(graph, vocabulary, card, folder.resolve("1"));
      }
      return new ZeroShotEncoder(folder, SavedModel.load(folder.resolve("1")));
    } catch (IOException | RuntimeException e) {
      AtomicFiles.deleteTree(folder);
      throw e;
    }
  }

  SentenceEncoder encoder() {
    return SentenceEncoder.of(model).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    model.close();
    AtomicFiles.deleteTree(folder);
  }
}
