package dev.docent.serving.search;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.serving.index.SectionIndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProximityTest {
  private static final Bm25Parameters NEAR = Bm25Parameters.DEFAULT;
  private static final Bm25Parameters WORDS = NEAR.withoutProximity();

  @TempDir Path folder;

  /** All have the same words as often, so that BM25 of the words alone orders them by their ids. */
  @BeforeEach
  void write() throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      writer.add(
          article("a", "x").section("", "update one two three four five six rolling").build());
      writer.add(
          article("b", "x").section("", "one update rolling two three four five six").build());
      writer.add(
          article("c", "x").section("", "one two three four five six rolling update").build());
      writer.add(article("d", "x").section("", "one two three four five six seven eight").build());
      writer.commit();
    }
  }

  @Test
  void putsFirstWhatHasTheWordsSideBySide() throws IOException {
    try (SectionIndex index = SectionIndex.open(folder)) {
      assertEquals(List.of("a#top", "b#top", "c#top"), ids(index, "rolling update", 10, WORDS));
      assertEquals(List.of("c#top", "b#top", "a#top"), ids(index, "rolling update", 10, NEAR));
      assertEquals(List.of("c#top"), ids(index, "rolling update", 1, NEAR));
    }
  }

  @Test
  void looksOverStopWords() throws IOException {
    try (SectionIndex index = SectionIndex.open(folder)) {
      assertEquals(
          List.of("c#top", "b#top", "a#top"), ids(index, "rolling of the update", 10, NEAR));
    }
  }

  @Test
  void scoresChosenSectionsAsItSearches() throws IOException {
    try (SectionIndex index = SectionIndex.open(folder)) {
      assertEquals(
          index.search("rolling update", 10, NEAR).stream()
              .collect(Collectors.toMap(one -> one.section().id(), Candidate::score)),
          index.score("rolling update", List.of("a#top", "b#top", "c#top"), NEAR, 1).stream()
              .collect(Collectors.toMap(one -> one.section().id(), Candidate::score)));
    }
  }

  @Test
  void explainsItsShare() throws IOException {
    try (SectionIndex index = SectionIndex.open(folder)) {
      Candidate best = index.search("rolling of the update", 1, NEAR).get(0);
      List<TermScore> parts = index.explain("rolling of the update", best.section().id(), NEAR);
      assertEquals(
          List.of("rolling", "update", "rolling of the update"),
          parts.stream().map(TermScore::word).toList());
      double sum = parts.stream().mapToDouble(TermScore::score).sum();
      assertEquals(best.score(), sum, 1e-5);
      assertEquals(2, index.explain("rolling update", "a#top", NEAR).size());
    }
  }

  @Test
  void takesQueriesOfAnyLength() throws IOException {
    String words =
        IntStream.range(0, 600).mapToObj(i -> "w" + i).collect(Collectors.joining(" "))
            + " rolling update";
    try (SectionIndex index = SectionIndex.open(folder)) {
      assertTrue(ids(index, words, 10, NEAR).isEmpty());
      assertEquals(4, index.score("rolling update " + words, all(index), NEAR, 1).size());
    }
  }

  private static List<String> all(SectionIndex index) {
    List<String> all = new ArrayList<>();
    index.forEach(section -> all.add(section.id()));
    return all;
  }

  private static List<String> ids(
      SectionIndex index, String words, int n, Bm25Parameters parameters) {
    return index.search(words, n, parameters).stream().map(one -> one.section().id()).toList();
  }
}
