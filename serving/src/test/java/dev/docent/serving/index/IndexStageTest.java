package dev.docent.serving.index;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.config.IndexConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.web.TestWorkspace;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexStageTest {
  @TempDir Path folder;

  @Test
  void indexesTheArticlesOfTheParseArtifact() throws Exception {
    StageResult result =
        TestWorkspace.index(
            folder,
            article("a", "Okapi").section("", "okapi").section("two", "").section("three", "x"),
            article("b", "Zebra").section("", "zebra"));
    IndexSummary summary =
        new ObjectMapper()
            .readValue(result.artifact().file("index.json").toFile(), IndexSummary.class);
    assertEquals(new IndexSummary(2, 3, "en", Version.LATEST.toString()), summary);
    assertEquals(2, result.artifact().manifest().counts().read());
    assertEquals(3, result.artifact().manifest().counts().written());
    assertEquals(1, result.artifact().manifest().counts().others().get("empty-sections"));
    try (SectionIndex index = SectionIndex.open(result.artifact().file("lucene"))) {
      assertEquals(3, index.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"en, de, de, de", "de, de, fr, de", "zh-Hant, ja, de, cjk", "tr, tr, de, en"})
  void takesTheLanguageOfMostArticles(String a, String b, String c, String expected)
      throws Exception {
    TestWorkspace.index(
        folder,
        article("a", "Okapi").section("", "okapi").language(a),
        article("b", "Okapi").section("", "okapi").language(b),
        article("c", "Okapi").section("", "okapi").language(c));
    StageResult result =
        TestWorkspace.run(
            Workspace.open(folder.resolve("workspace").toString()),
            Stage.INDEX,
            Map.of("language", IndexConfig.AUTO),
            new IndexStage());
    assertEquals(
        expected,
        new ObjectMapper()
            .readTree(result.artifact().file("index.json").toFile())
            .get("language")
            .asText());
    try (SectionIndex index = SectionIndex.open(result.artifact().file("lucene"))) {
      assertEquals(expected, index.language().id());
    }
  }

  @Test
  void refusesNoArticles() {
    UserException e = assertThrows(UserException.class, () -> TestWorkspace.index(folder));
    assertTrue(e.getMessage().contains("nothing can be indexed"), e.getMessage());
  }
}
