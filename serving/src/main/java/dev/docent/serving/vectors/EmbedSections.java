package dev.docent.serving.vectors;

import dev.docent.records.UserException;
import dev.docent.records.progress.Progress;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.IndexedSection;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Embeds all sections of an index. */
public final class EmbedSections {
  private EmbedSections() {}

  /**
   * Writes the vectors of all sections.
   *
   * @param folder where the index of vectors goes
   * @param maxWindows into how many windows at most a section is cut, 1 or more
   * @return how many vectors were written
   * @throws UserException if the encoder fails
   */
  public static long of(SectionIndex index, SentenceEncoder encoder, int maxWindows, Path folder)
      throws IOException {
    try (SectionVectorsWriter writer = new SectionVectorsWriter(folder);
        Progress progress = Progress.start("embed", "sections", index.size())) {
      SectionEmbedder embedder =
          new SectionEmbedder(writer, encoder.encoder(), encoder.model(), maxWindows);
      index.forEach(
          section -> {
            add(embedder, section);
            progress.step();
          });
      embedder.commit();
      return embedder.written();
    } catch (ScoringException e) {
      throw failed(e);
    }
  }

  private static void add(SectionEmbedder embedder, IndexedSection section) {
    try {
      embedder.add(section);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ScoringException e) {
      throw failed(e);
    }
  }

  private static UserException failed(ScoringException e) {
    return new UserException("the sections can't be embedded: " + e.getMessage(), e);
  }
}
