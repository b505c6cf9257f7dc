package dev.docent.serving.index;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.stage.StageResult;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.web.TestWorkspace;
import java.nio.file.Path;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void refusesNoArticles() {
    UserException e = assertThrows(UserException.class, () -> TestWorkspace.index(folder));
    assertTrue(e.getMessage().contains("nothing can be indexed"), e.getMessage());
  }
}
