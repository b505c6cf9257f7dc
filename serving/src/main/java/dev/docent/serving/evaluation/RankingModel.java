package dev.docent.serving.evaluation;

import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.vectors.SentenceEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A model that is loaded to be compared. */
interface RankingModel extends AutoCloseable {
  /**
   * Scores sections.
   *
   * @param maxWindows into how many windows at most a section is cut
   */
  Scorer scorer(int maxWindows);

  /** Its sentence encoder; empty where it has none. */
  default Optional<SentenceEncoder> embedding() {
    return Optional.empty();
  }

  @Override
  void close();

  /** Loads version folders. */
  @FunctionalInterface
  interface Loader {
    RankingModel load(Path versionFolder) throws IOException;
  }
}
