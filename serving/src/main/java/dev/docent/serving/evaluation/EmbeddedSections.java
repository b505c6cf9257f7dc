package dev.docent.serving.evaluation;

import dev.docent.records.workspace.AtomicFiles;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.vectors.EmbedSections;
import dev.docent.serving.vectors.SectionVectors;
import dev.docent.serving.vectors.SentenceEncoder;
import dev.docent.serving.vectors.VectorScorer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The vectors of an index's sections by a model's sentence encoder, open for search. */
final class EmbeddedSections implements Closeable {
  private final @Nullable Path temporary;
  private final SectionVectors vectors;
  private final VectorScorer scorer;

  private EmbeddedSections(
      @Nullable Path temporary, SectionVectors vectors, SentenceEncoder encoder) {
    this.temporary = temporary;
    this.vectors = vectors;
    this.scorer = new VectorScorer(vectors, encoder.encoder(), encoder.model());
  }

  /** Opens vectors that are made already. */
  static EmbeddedSections open(Path folder, SentenceEncoder encoder) throws IOException {
    return new EmbeddedSections(null, SectionVectors.open(folder), encoder);
  }

  /**
   * Embeds all sections for the moment.
   *
   * @param maxWindows into how many windows at most a section is cut
   */
  static EmbeddedSections of(SectionIndex index, SentenceEncoder encoder, int maxWindows)
      throws IOException {
    Path folder = Files.createTempDirectory("docent-vectors-");
    try {
      EmbedSections.of(index, encoder, maxWindows, folder);
      return new EmbeddedSections(folder, SectionVectors.open(folder), encoder);
    } catch (IOException | RuntimeException e) {
      AtomicFiles.deleteTree(folder);
      throw e;
    }
  }

  /** Finds and scores the sections. */
  VectorScorer scorer() {
    return scorer;
  }

  @Override
  public void close() throws IOException {
    vectors.close();
    if (temporary != null) {
      AtomicFiles.deleteTree(temporary);
    }
  }
}
