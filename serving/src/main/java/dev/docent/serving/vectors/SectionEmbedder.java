package dev.docent.serving.vectors;

import dev.docent.records.text.PassageTitle;
import dev.docent.records.text.TextEncoder;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import dev.docent.serving.search.IndexedSection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Turns sections into vectors, some hundred windows at a time. */
public final class SectionEmbedder {
  /** Windows embedded together: enough for batches of like length. */
  private static final int TOGETHER = 512;

  private final SectionVectorsWriter writer;
  private final TextEncoder encoder;
  private final TextModel model;
  private final int maxWindows;
  private final List<String> owners = new ArrayList<>();
  private final List<int[]> windows = new ArrayList<>();
  private long written;

  /**
   * @param maxWindows into how many windows at most a section's text is cut, 1 or more
   */
  public SectionEmbedder(
      SectionVectorsWriter writer, TextEncoder encoder, TextModel model, int maxWindows) {
    this.writer = writer;
    this.encoder = encoder;
    this.model = model;
    this.maxWindows = maxWindows;
  }

  /** Adds a section. */
  public void add(IndexedSection section) throws IOException, ScoringException {
    String title = PassageTitle.of(section.title(), section.headingPath());
    for (int[] window : encoder.windows(title, section.passage(), maxWindows)) {
      owners.add(section.id());
      windows.add(window);
    }
    if (windows.size() >= TOGETHER) {
      flush();
    }
  }

  /** Embeds what is left, and makes all vectors the index. */
  public void commit() throws IOException, ScoringException {
    flush();
    writer.commit();
  }

  /** Windows written so far. */
  public long written() {
    return written;
  }

  private void flush() throws IOException, ScoringException {
    float[][] vectors = model.embed(windows);
    if (vectors.length != windows.size()) {
      throw new ScoringException(
          "the sentence encoder gave %d vectors for %d texts"
              .formatted(vectors.length, windows.size()));
    }
    for (int i = 0; i < vectors.length; i++) {
      writer.add(owners.get(i), vectors[i]);
    }
    written += vectors.length;
    owners.clear();
    windows.clear();
  }
}
