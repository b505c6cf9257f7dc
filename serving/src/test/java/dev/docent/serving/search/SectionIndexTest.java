package dev.docent.serving.search;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.serving.index.SectionIndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionIndexTest {
  private static final Bm25Parameters DEFAULT = Bm25Parameters.DEFAULT;

  @TempDir Path folder;

  private SectionIndex index(Articles... articles) throws IOException {
    return index(List.of(articles));
  }

  private SectionIndex index(List<Articles> articles) throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      for (Articles article : articles) {
        writer.add(article.build());
      }
      writer.commit();
    }
    return SectionIndex.open(folder);
  }

  private static List<String> ids(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.section().id()).toList();
  }

  @Test
  void givesBackASectionAsItWasWritten() throws IOException {
    try (SectionIndex index =
        index(
            article("a/b", "Title").section("", "lead").section("My heading", "words", "x = 1"))) {
      IndexedSection section = index.find("a/b#my-heading").orElseThrow();
      assertEquals(
          new IndexedSection(
              "a/b#my-heading",
              "a/b",
              "Title",
              List.of("My heading"),
              "words",
              List.of("x = 1"),
              "https://example.org/a/b",
              "my-heading",
              null,
              1,
              List.of()),
          section);
      assertEquals("https://example.org/a/b#my-heading", section.link().orElseThrow());
    }
  }

  @Test
  void findsByStemAndRanksFromOne() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "Clusters").section("", "We are testing a cluster. Tests are fun."),
            article("b", "Other")
                .section("", "One tested thing among many other words of no use"))) {
      List<Candidate> found = index.search("test", 10, DEFAULT);
      assertEquals(List.of("a#top", "b#top"), ids(found));
      assertEquals(1, found.get(0).rank());
      assertTrue(found.get(0).score() > found.get(1).score());
    }
  }

  @Test
  void findsByTitleAndHeadingAndCode() throws IOException {
    try (SectionIndex index =
        index(
            article("t", "zebra").section("", "plain words"),
            article("h", "plain").section("giraffe", "plain words"),
            article("c", "plain").section("", "plain words", "run okapi now"))) {
      assertEquals(List.of("t#top"), ids(index.search("zebra", 10, DEFAULT)));
      assertEquals(List.of("h#giraffe"), ids(index.search("giraffe", 10, DEFAULT)));
      assertEquals(List.of("c#top"), ids(index.search("okapi", 10, DEFAULT)));
    }
  }

  @Test
  void textCountsMoreThanCode() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "plain").section("", "some text here", "okapi"),
            article("b", "plain").section("", "some okapi here", "other"))) {
      assertEquals(List.of("b#top", "a#top"), ids(index.search("okapi", 10, DEFAULT)));
    }
  }

  @Test
  void titleBoostMovesTitlesUp() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "okapi").section("", "one two three four five six seven eight"),
            article("b", "plain").section("", "okapi okapi three four five six seven eight"))) {
      assertEquals("b#top", ids(index.search("okapi", 2, new Bm25Parameters(1.2, 0, 1, 0))).get(0));
      assertEquals("a#top", ids(index.search("okapi", 2, new Bm25Parameters(1.2, 0, 5, 0))).get(0));
    }
  }

  @Test
  void bMarksLongSectionsDown() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "x").section("", "okapi " + "filler ".repeat(60) + "okapi"),
            article("b", "x").section("", "okapi here"))) {
      assertEquals("a#top", ids(index.search("okapi", 2, new Bm25Parameters(1.2, 0, 1, 0))).get(0));
      assertEquals("b#top", ids(index.search("okapi", 2, new Bm25Parameters(1.2, 1, 1, 0))).get(0));
    }
  }

  @Test
  void k1OfZeroCountsPresenceAlone() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "x").section("", "okapi okapi okapi"),
            article("b", "x").section("", "okapi"))) {
      List<Candidate> found = index.search("okapi", 2, new Bm25Parameters(0, 0, 1, 0));
      assertEquals(found.get(0).score(), found.get(1).score());
    }
  }

  @Test
  void ordersEqualScoresBySectionIdWhateverTheOrderOfWriting() throws IOException {
    List<Articles> articles = new ArrayList<>();
    IntStream.range(0, 50)
        .forEach(
            i -> articles.add(article("id%02d".formatted(i), "same").section("", "same text")));
    long seed = System.nanoTime();
    Collections.shuffle(articles, new Random(seed));
    try (SectionIndex index = index(articles)) {
      List<String> found = ids(index.search("text", 50, DEFAULT));
      assertEquals(found.stream().sorted().toList(), found, "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okapi AND (",
        "title: okapi",
        "okapi~9",
        "\"okapi",
        "okapi* OR ^5",
        "[okapi TO }",
        "-okapi",
        "okapi\u0000\ud800",
        "/okapi/",
        "{!lucene} okapi"
      })
  void takesSyntaxAsPlainText(String words) throws IOException {
    try (SectionIndex index = index(article("a", "x").section("", "okapi"))) {
      assertEquals(List.of("a#top"), ids(index.search(words, 10, DEFAULT)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "the of and", "!?*", "\ud83d"})
  void findsNothingForNoTerms(String words) throws IOException {
    try (SectionIndex index = index(article("a", "x").section("", "okapi"))) {
      assertEquals(List.of(), index.search(words, 10, DEFAULT));
      assertEquals(0, index.count(words));
    }
  }

  @Test
  void bearsAVeryLongQuery() throws IOException {
    StringBuilder words = new StringBuilder("okapi");
    IntStream.range(0, 5_000).forEach(i -> words.append(" word").append(i));
    try (SectionIndex index = index(article("a", "x").section("", "okapi"))) {
      assertEquals(List.of("a#top"), ids(index.search(words.toString(), 10, DEFAULT)));
    }
  }

  @Test
  void givesTheSameFromManyThreads() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "x").section("", "okapi zebra"), article("b", "x").section("", "zebra"))) {
      List<Candidate> expected = index.search("okapi zebra", 10, DEFAULT);
      assertTrue(
          IntStream.range(0, 200)
              .parallel()
              .allMatch(i -> index.search("okapi zebra", 10, DEFAULT).equals(expected)));
    }
  }

  @Test
  void countsMatches() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "x")
                .section("", "okapi")
                .section("two", "zebra")
                .section("three", "okapi"),
            article("b", "x").section("", "zebra"))) {
      assertEquals(2, index.count("okapi"));
      assertEquals(4, index.count("okapi zebra"));
    }
  }

  @Test
  void leavesEmptySectionsOutUnlessTheArticleHasNoOther() throws IOException {
    try (SectionIndex index =
        index(
            article("a", "zebra").section("", "").section("more", "okapi"),
            article("b", "zebra").section("", ""))) {
      assertEquals(2, index.size());
      assertTrue(index.find("b#top").isPresent());
    }
  }

  @Test
  void saysThatThereIsNoIndex() {
    UserException e = assertThrows(UserException.class, () -> SectionIndex.open(folder));
    assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
  }

  @Test
  void anUncommittedIndexIsNone() throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      writer.add(article("a", "x").section("", "okapi").build());
    }
    assertThrows(UserException.class, () -> SectionIndex.open(folder));
  }
}
