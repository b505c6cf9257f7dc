package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.releases.Releases;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search without a server. */
class LocalSearchTest {
  @TempDir Path folder;

  private int found(Workspace workspace) throws Exception {
    ServeConfig settings = Settings.read(ServeConfig.class, "serve", Map.of());
    try (Searcher searcher = Searcher.local(workspace, settings)) {
      return searcher.search().answer(new SearchRequest("okapi", 0, 10, false)).total();
    }
  }

  @Test
  void searchesTheReleaseInUse() throws Exception {
    TestWorkspace.index(folder, article("a", "Okapis").section("", "okapi"));
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    assertEquals(1, found(workspace), "without a release");
    new Releases(workspace).make("docent");
    TestWorkspace.index(
        folder,
        article("a", "Okapis").section("", "okapi"),
        article("b", "Okapis again").section("", "okapi"));
    assertEquals(1, found(workspace), "of before the index was made again");
    new Releases(workspace).make("docent");
    assertEquals(2, found(workspace));
  }
}
