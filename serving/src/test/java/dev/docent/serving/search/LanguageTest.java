package dev.docent.serving.search;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.IndexConfig;
import dev.docent.records.config.Setting;
import dev.docent.serving.index.SectionIndexWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches in other languages than English. */
class LanguageTest {
  @TempDir Path folder;

  private SectionIndex index(Language language, String... texts) throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder, language)) {
      for (int i = 0; i < texts.length; i++) {
        writer.add(article("a" + i, "Nr").section("", texts[i]).build());
      }
      writer.commit();
    }
    return SectionIndex.open(folder);
  }

  private static List<String> found(SectionIndex index, String query) {
    SearchText text = SearchText.parse(query);
    return index
        .narrowed(text, Filter.NONE, Synonyms.NONE, false)
        .search(text.words(), 10, Bm25Parameters.DEFAULT)
        .stream()
        .map(one -> one.section().articleId())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    // Stems: what English rules don't bring together.
    "de, Häuser, Das Haus am See, true",
    "de, Haeuser, Die alten Häuser, true",
    "de, und, Katze und Hund, false",
    "fr, chevaux, Un cheval blanc, true",
    "fr, l'installation, Comment installer, true",
    "fr, une, une table, false",
    "es, instalaciones, La instalación del programa, true",
    "es, para, un manual para todos, false",
    "cjk, 数据库, 分布式数据库系统, true",
    "cjk, データベース, 分散データベースの設計, true",
    "cjk, 데이터베이스, 분산 데이터베이스를 설계, true",
    "cjk, 库数, 分布式数据库系统, false",
    "cjk, kubernetes, 在 Kubernetes 上部署, true",
  })
  void findsWordsByTheRulesOfTheLanguage(String id, String query, String text, boolean found)
      throws IOException {
    try (SectionIndex index = index(Language.of(id), text, "0815")) {
      assertEquals(id, index.language().id());
      assertEquals(found ? List.of("a0") : List.of(), found(index, query));
    }
  }

  @Test
  void findsPhrasesOfPairs() throws IOException {
    try (SectionIndex index = index(Language.CJK, "分布式数据库系统", "数据的库存")) {
      assertEquals(List.of("a0"), found(index, "\"数据库\""));
      assertTrue(index.mended("数据苦").isEmpty(), "pairs overlap and aren't replaced");
    }
  }

  @Test
  void mendsAndCompletesInTheLanguage() throws IOException {
    try (SectionIndex index = index(Language.GERMAN, "Die Datenbanken werden gesichert")) {
      assertEquals("datenbanken", index.mended("Datenbamken").orElse(""));
      SectionIndex open =
          index.narrowed(SearchText.parse("datenba"), Filter.NONE, Synonyms.NONE, true);
      assertEquals(1, open.search("datenba", 10, Bm25Parameters.DEFAULT).size());
    }
  }

  @Test
  void readsSynonymsInTheLanguage() throws IOException {
    Path file = Files.writeString(folder.resolveSibling("synonyms-de"), "Rechner, Computer\n");
    try (SectionIndex index = index(Language.GERMAN, "Die Rechner im Keller")) {
      SearchText text = SearchText.parse("Computer");
      Synonyms synonyms = Synonyms.read(file, Language.GERMAN);
      assertEquals(
          1,
          index
              .narrowed(text, Filter.NONE, synonyms, false)
              .search(text.words(), 10, Bm25Parameters.DEFAULT)
              .size());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void marksPairsWithoutOverlap() {
    Passage passage = Passages.of("数据库", Language.CJK).whole("分布式数据库系统和数据");
    assertEquals(
        List.of(new Passage.Highlight(3, 6), new Passage.Highlight(9, 11)), passage.highlights());
    assertEquals(
        List.of(new Passage.Highlight(4, 10)),
        Passages.of("Haus", Language.GERMAN).whole("Die Häuser").highlights());
  }

  @Test
  void explainsByTheTermsOfTheLanguage() throws IOException {
    try (SectionIndex index = index(Language.FRENCH, "Des chevaux blancs")) {
      List<TermScore> scores = index.explain("cheval", "a0#top", Bm25Parameters.DEFAULT);
      assertTrue(scores.get(0).score() > 0, scores.toString());
    }
  }

  @Test
  void everyLanguageCanBeSet() {
    Setting setting = IndexConfig.class.getRecordComponents()[0].getAnnotation(Setting.class);
    List<String> expected = new ArrayList<>();
    for (Language one : Language.values()) {
      expected.add(one.id());
    }
    expected.add(IndexConfig.AUTO);
    assertEquals(expected, List.of(setting.oneOf()));
  }
}
