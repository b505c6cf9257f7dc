package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.progress.Progress;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.IndexedSection;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.vectors.SectionEmbedder;
import dev.docent.serving.vectors.SectionVectors;
import dev.docent.serving.vectors.SectionVectorsWriter;
import dev.docent.serving.vectors.VectorScorer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The vectors of an index's sections by a model's sentence encoder, made for the moment. */
final class EmbeddedSections implements Closeable {
  private final Path folder;
  private final SectionVectors vectors;
  private final VectorScorer scorer;

  private EmbeddedSections(Path folder, SectionVectors vectors, VectorScorer scorer) {
    this.folder = folder;
    this.vectors = vectors;
    this.scorer = scorer;
  }

  /**
   * Embeds all sections.
   *
   * @param maxWindows into how many windows at most a section is cut
   */
  static EmbeddedSections of(SectionIndex index, RankingModel.Embedding embedding, int maxWindows)
      throws IOException {
    Path folder = Files.createTempDirectory("docent-vectors-");
    try {
      try (SectionVectorsWriter writer = new SectionVectorsWriter(folder);
          Progress progress = Progress.start("embed", "sections", index.size())) {
        SectionEmbedder embedder =
            new SectionEmbedder(writer, embedding.encoder(), embedding.model(), maxWindows);
        index.forEach(
            section -> {
              add(embedder, section);
              progress.step();
            });
        embedder.commit();
      }
      SectionVectors vectors = SectionVectors.open(folder);
      return new EmbeddedSections(
          folder, vectors, new VectorScorer(vectors, embedding.encoder(), embedding.model()));
    } catch (ScoringException e) {
      AtomicFiles.deleteTree(folder);
      throw new UserException("the sections can't be embedded: " + e.getMessage(), e);
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
    AtomicFiles.deleteTree(folder);
  }

  private static void add(SectionEmbedder embedder, IndexedSection section) {
    try {
      embedder.add(section);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ScoringException e) {
      throw new UserException("the sections can't be embedded: " + e.getMessage(), e);
    }
  }
}
