package dev.docent.serving.search;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.serving.index.SectionIndexWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phrases, fields, filters, unfinished and misspelt words, synonyms. */
class NarrowedIndexTest {
  @TempDir Path folder;
  private SectionIndex index;

  @BeforeEach
  void write() throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder.resolve("index"))) {
      for (Articles one :
          List.of(
              article("a", "Rolling updates")
                  .section("", "A rolling update replaces pods.")
                  .published("2026-03-01", "ops", "two words"),
              article("b", "Updates that are rolling")
                  .section("Stalled update", "The update keeps rolling; amazon web services too.")
                  .published("2025-12-31T23:00:00Z", "ops"),
              article("c", "Kubernetes")
                  .section("", "Kubernetes and kubectl on AWS, state of the art."))) {
        writer.add(one.build());
      }
      writer.commit();
    }
    index = SectionIndex.open(folder.resolve("index"));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private Set<String> found(String typed, Filter filter, Synonyms synonyms, boolean open) {
    SearchText text = SearchText.parse(typed);
    Set<String> ids = new TreeSet<>();
    for (Candidate one :
        index
            .narrowed(text, filter, synonyms, open)
            .search(text.words(), 10, Bm25Parameters.DEFAULT)) {
      ids.add(one.section().articleId());
    }
    return ids;
  }

  private Set<String> found(String typed) {
    return found(typed, Filter.NONE, Synonyms.NONE, false);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      value = {
        "rolling update, a b",
        "\"rolling update\", a",
        "\"Rolling Updates\" pods, a",
        "title:rolling, a b",
        "title:\"updates that are rolling\", b",
        "heading:stalled, b",
        "heading:pods, ''",
        "\"state of the art\", c",
        "\"state art\", ''",
        "title:kubernetes heading:update, ''"
      })
  void findsWhatIsRequired(String typed, String expected) {
    assertEquals(
        new TreeSet<>(expected.equals("''") ? List.of() : List.of(expected.split(" "))),
        found(typed));
  }

  @Test
  void scoresAsWithoutWhatIsRequired() {
    float plain = index.search("rolling update", 1, Bm25Parameters.DEFAULT).get(0).score();
    SearchText text = SearchText.parse("\"rolling update\"");
    float narrowed =
        index
            .narrowed(text, Filter.NONE, Synonyms.NONE, false)
            .search(text.words(), 1, Bm25Parameters.DEFAULT)
            .get(0)
            .score();
    assertEquals(plain, narrowed, 1e-5);
  }

  @Test
  void filtersByTagDayAndSection() {
    assertEquals(
        Set.of("a", "b"),
        found("update", new Filter("ops", null, null, null), Synonyms.NONE, false));
    assertEquals(
        Set.of("a"),
        found("update", new Filter("two words", null, null, null), Synonyms.NONE, false));
    assertEquals(
        Set.of(), found("update", new Filter("two", null, null, null), Synonyms.NONE, false));
    assertEquals(
        Set.of("a"),
        found("update", new Filter(null, "2026-01-01", null, null), Synonyms.NONE, false));
    assertEquals(
        Set.of("b"),
        found("update", new Filter(null, null, "2025-12-31", null), Synonyms.NONE, false));
    assertEquals(
        Set.of("b"),
        found(
            "update",
            new Filter(null, null, null, List.of("b#stalled-update")),
            Synonyms.NONE,
            false));
    assertEquals(
        Set.of(), found("update", new Filter(null, null, null, List.of()), Synonyms.NONE, false));
  }

  @Test
  void filtersWhatIsScoredByIdToo() {
    SectionIndex view =
        index.narrowed(
            SearchText.parse("update"), new Filter("ops", null, null, null), Synonyms.NONE, false);
    List<Candidate> scored =
        view.score("update", List.of("a#top", "c#top"), Bm25Parameters.DEFAULT, 1);
    assertEquals(1, scored.size());
    assertEquals(List.of("ops", "two words"), scored.get(0).section().tags());
  }

  @Test
  void endsAnUnfinishedWord() {
    assertEquals(Set.of("c"), found("kuber", Filter.NONE, Synonyms.NONE, true));
    assertEquals(Set.of(), found("kuber"));
    assertEquals(Set.of("a", "b"), found("stat rol", Filter.NONE, Synonyms.NONE, true));
    assertEquals(Set.of(), found("k", Filter.NONE, Synonyms.NONE, true), "one letter is too short");
    SectionIndex view = index.narrowed(SearchText.parse("kub"), Filter.NONE, Synonyms.NONE, true);
    assertEquals(Set.of("kubernet", "kubectl"), view.alternatives());
  }

  @Test
  void mendsWordsThatNoArticleHas() {
    assertEquals(Optional.of("rolling update"), index.mended("roling update"));
    assertEquals(Optional.of("\"kubernetes\" x"), index.mended("\"kuberntes\" x"));
    assertEquals(Optional.empty(), index.mended("rolling update"));
    assertEquals(Optional.empty(), index.mended("zzzzzzzz 404"));
  }

  private Synonyms synonyms(String... lines) throws IOException {
    return Synonyms.read(Files.write(folder.resolve("synonyms"), List.of(lines)));
  }

  @Test
  void findsWhatMeansTheSame() throws IOException {
    Synonyms synonyms =
        synonyms("# ours", "k8s => kubernetes", "aws, amazon web services", "pod, kubectl");
    assertEquals(Set.of("c"), found("k8s", Filter.NONE, synonyms, false));
    assertEquals(Set.of("b", "c"), found("aws", Filter.NONE, synonyms, false));
    assertEquals(Set.of("b", "c"), found("amazon web services", Filter.NONE, synonyms, false));
    assertEquals(Set.of("a", "c"), found("pods", Filter.NONE, synonyms, false));
    assertEquals(Set.of("a", "b"), found("update", Filter.NONE, synonyms, false));
    assertEquals(Set.of("c"), found("kubernetes", Filter.NONE, synonyms, false));
    assertEquals(Set.of(), found("k8s", Filter.NONE, synonyms("# none"), false));
  }

  @Test
  void countsTheLikestTermAsIt() throws IOException {
    Synonyms like =
        synonyms("k8s => kubernetes")
            .with(term -> term.equals("pod") ? Optional.of("kubectl") : Optional.empty());
    assertEquals(Set.of("a", "c"), found("pods", Filter.NONE, like, false));
    assertEquals(Set.of("c"), found("k8s", Filter.NONE, like, false), "the file still counts");
    assertEquals(Set.of("a"), found("pods"));
  }

  @Test
  void explainsSynonymsToo() throws IOException {
    SectionIndex view =
        index.narrowed(
            SearchText.parse("aws"), Filter.NONE, synonyms("aws, amazon web services"), false);
    Candidate best =
        view.search("aws", 5, Bm25Parameters.DEFAULT).stream()
            .filter(one -> one.section().articleId().equals("b"))
            .findFirst()
            .orElseThrow();
    List<TermScore> terms = view.explain("aws", best.section().id(), Bm25Parameters.DEFAULT);
    assertEquals(2, terms.size());
    assertEquals(0, terms.get(0).score());
    assertEquals(best.score(), terms.get(1).score(), 1e-5);
  }

  @Test
  void namesTheBadLineOfSynonyms() throws IOException {
    UserException e =
        assertThrows(UserException.class, () -> synonyms("cat, dog", "cat => dog => cow"));
    assertTrue(e.getMessage().contains("line 2"), e.getMessage());
    Files.write(
        folder.resolve("synonyms"), "\u00e4pfel, obst".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(UserException.class, () -> Synonyms.read(folder.resolve("synonyms")));
    assertThrows(UserException.class, () -> Synonyms.read(folder.resolve("missing")));
  }

  @Test
  void findsSectionsOfOtherArticlesThatAreAlike() {
    IndexedSection section = index.find("a#top").orElseThrow();
    List<Candidate> like = index.like(section, 5, Bm25Parameters.DEFAULT);
    assertEquals("b", like.get(0).section().articleId());
    assertTrue(like.stream().noneMatch(one -> one.section().articleId().equals("a")));
  }
}
