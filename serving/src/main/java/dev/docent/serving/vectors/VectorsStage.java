package dev.docent.serving.vectors;

import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.config.VectorsConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.search.SectionIndex;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The stage {@code vectors}: the index's sections by the sentence encoder of the trained model. A
 * model without one gives an artifact without vectors.
 */
public final class VectorsStage implements StageBody {
  /** The folder of the index of vectors in the artifact. */
  public static final String FOLDER = "lucene";

  @Override
  public void run(StageContext context) throws Exception {
    Artifact train = context.input(Stage.TRAIN);
    Artifact sections = context.input(Stage.INDEX);
    long windows = 0;
    long embedded = 0;
    try (SectionIndex index = SectionIndex.open(sections.file(IndexStage.FOLDER));
        SavedModel model = SavedModel.load(train.file("model"))) {
      context.counts().addRead(index.size());
      Optional<SentenceEncoder> encoder = SentenceEncoder.of(model);
      if (encoder.isPresent()) {
        Path folder = context.output().resolve(FOLDER);
        int maxWindows = context.settings(VectorsConfig.class).maxWindows();
        windows = EmbedSections.of(index, encoder.get(), maxWindows, folder);
        embedded = index.size();
      } else {
        context.counts().addOther("without-sentence-encoder", index.size());
      }
    }
    context.counts().addWritten(windows);
    new VectorsSummary(sections.fingerprint(), train.fingerprint(), embedded, windows)
        .write(context.output().resolve(VectorsSummary.FILE));
  }
}
