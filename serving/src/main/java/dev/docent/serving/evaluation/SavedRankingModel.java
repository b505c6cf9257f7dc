package dev.docent.serving.evaluation;

import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.WordPiece;
import dev.docent.serving.ranking.PairScorer;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.vectors.SentenceEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A SavedModel in this process. */
final class SavedRankingModel implements RankingModel {
  private final SavedModel model;
  private final PairEncoder encoder;

  private SavedRankingModel(SavedModel model) {
    this.model = model;
    this.encoder = new PairEncoder(new WordPiece(model.vocabulary()), model.sequenceLength());
  }

  static RankingModel load(Path versionFolder) throws IOException {
    return new SavedRankingModel(SavedModel.load(versionFolder));
  }

  @Override
  public Scorer scorer(int maxWindows) {
    return new PairScorer(encoder, maxWindows, model::score);
  }

  @Override
  public Optional<SentenceEncoder> embedding() {
    return SentenceEncoder.of(model);
  }

  @Override
  public void close() {
    model.close();
  }
}
