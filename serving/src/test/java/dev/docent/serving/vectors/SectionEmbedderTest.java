package dev.docent.serving.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.text.TextEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import dev.docent.serving.search.Articles;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionEmbedderTest {
  private static final Vocabulary VOCABULARY = Vocabulary.ofBase("all-minilm-l6-v2");
  private static final int SEA = VOCABULARY.id("sea");
  private static final TextEncoder ENCODER = new TextEncoder(new WordPiece(VOCABULARY), 64);

  /** Knows of every text but whether it speaks of the sea. */
  private static final TextModel OF_THE_SEA =
      texts -> {
        float[][] vectors = new float[texts.size()][];
        for (int i = 0; i < vectors.length; i++) {
          boolean sea = java.util.Arrays.stream(texts.get(i)).anyMatch(id -> id == SEA);
          vectors[i] = sea ? new float[] {1, 0} : new float[] {0, 1};
        }
        return vectors;
      };

  @TempDir Path folder;
  private SectionIndex index;

  @BeforeEach
  void write() throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder.resolve("lucene"))) {
      writer.add(Articles.article("far", "Hills").section("", "Green hills.").build());
      writer.add(
          Articles.article("late", "Roads")
              .section("", "Roads lead on. ".repeat(20) + "Here is the sea.")
              .build());
      writer.add(Articles.article("code", "Code").section("", "", "open(sea)").build());
      writer.commit();
    }
    index = SectionIndex.open(folder.resolve("lucene"));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @Test
  void readsLongSectionsToTheEndAndCodeWhereThereIsNoText() throws Exception {
    assertEquals(List.of("code#top", "late#top"), nearest(5));
    assertEquals(List.of("code#top"), nearest(1));
  }

  @Test
  void asksForAQuerysVectorOnce() throws Exception {
    embed(OF_THE_SEA, 5);
    List<Integer> asked = new ArrayList<>();
    try (SectionVectors vectors = SectionVectors.open(folder.resolve("vectors"))) {
      VectorScorer scorer =
          new VectorScorer(
              vectors,
              ENCODER,
              texts -> {
                asked.add(texts.size());
                return OF_THE_SEA.embed(texts);
              });
      List<Candidate> found = index.search("hills roads", 5, Bm25Parameters.DEFAULT);
      scorer.nearest("the sea", 2);
      assertEquals(2, scorer.score("the sea", found).length);
      scorer.nearest("the hills", 2);
      assertEquals(List.of(1, 1), asked);
    }
  }

  @Test
  void refusesAModelThatLeavesTextsOut() {
    ScoringException e =
        assertThrows(ScoringException.class, () -> embed(texts -> new float[1][2], 5));
    assertTrue(e.getMessage().contains("1 vectors"), e.getMessage());
  }

  /** The two nearest to the sea, by id. */
  private List<String> nearest(int maxWindows) throws Exception {
    embed(OF_THE_SEA, maxWindows);
    try (SectionVectors vectors = SectionVectors.open(folder.resolve("vectors"))) {
      List<String> all = List.of("code#top", "far#top", "late#top");
      float[] cosines = vectors.cosines(new float[] {1, 0}, all);
      List<String> near = new ArrayList<>();
      for (int i = 0; i < cosines.length; i++) {
        if (cosines[i] > 0.5) {
          near.add(all.get(i));
        }
      }
      return near;
    }
  }

  private void embed(TextModel model, int maxWindows) throws IOException, ScoringException {
    try (SectionVectorsWriter writer = new SectionVectorsWriter(folder.resolve("vectors"))) {
      SectionEmbedder embedder = new SectionEmbedder(writer, ENCODER, model, maxWindows);
      List<dev.docent.serving.search.IndexedSection> sections = new ArrayList<>();
      index.forEach(sections::add);
      for (var section : sections) {
        embedder.add(section);
      }
      embedder.commit();
      assertTrue(embedder.written() >= sections.size());
    }
  }
}
