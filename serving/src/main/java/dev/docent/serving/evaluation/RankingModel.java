package dev.docent.serving.evaluation;

import dev.docent.serving.ranking.Scorer;
import java.io.IOException;
import java.nio.file.Path;

/** A model that is loaded to be compared. */
interface RankingModel extends AutoCloseable {
  /**
   * Scores sections.
   *
   * @param maxWindows into how many windows at most a section is cut
   */
  Scorer scorer(int maxWindows);

  @Override
  void close();

  /** Loads version folders. */
  @FunctionalInterface
  interface Loader {
    RankingModel load(Path versionFolder) throws IOException;
  }
}
