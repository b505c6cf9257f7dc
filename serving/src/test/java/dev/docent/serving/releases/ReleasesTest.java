package dev.docent.serving.releases;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.web.TestWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
  @TempDir Path folder;
  private Releases releases;

  @BeforeEach
  void open() throws Exception {
    releases = new Releases(Workspace.open(folder.resolve("workspace").toString()));
  }

  private Release make(String text) throws Exception {
    TestWorkspace.index(folder, article("a", "Title").section("", text));
    return releases.make("docent");
  }

  private int current() throws Exception {
    return releases.current().orElseThrow().number();
  }

  @Test
  void makesOneOfWhatIsThereAndOnlyOnce() throws Exception {
    assertEquals(Optional.empty(), releases.current());
    Release release = make("one");
    assertEquals(1, release.number());
    assertEquals("index " + release.index() + ", BM25 alone", release.parts());
    assertEquals(release, make("one"), "of the same");
    assertEquals(2, make("two").number());
    assertEquals(1, make("one").number(), "back to what was before");
    assertEquals(List.of(2, 1), releases.all().stream().map(Release::number).toList());
  }

  @Test
  void movesBackAndForth() throws Exception {
    make("one");
    make("two");
    make("three");
    assertEquals(2, releases.rollBack().number());
    assertEquals(1, releases.rollBack().number());
    assertThrows(UserException.class, releases::rollBack);
    assertEquals(3, releases.use(3).number());
    assertEquals(1, releases.rollBack().number());
    assertEquals(1, current());
  }

  @Test
  void usesNothingThatIsDamagedOrUnknown() throws Exception {
    make("one");
    make("two");
    Path artifacts = folder.resolve("workspace/artifacts/index");
    String index = releases.all().get(1).index();
    try (var files = Files.walk(artifacts.resolve(index))) {
      Path summary = files.filter(one -> one.endsWith("index.json")).findFirst().orElseThrow();
      Files.writeString(summary, "{}");
    }
    UserException damaged = assertThrows(UserException.class, () -> releases.use(1));
    assertTrue(damaged.getMessage().contains("index.json"), damaged.getMessage());
    assertThrows(UserException.class, releases::rollBack);
    assertEquals(2, current());
    UserException unknown = assertThrows(UserException.class, () -> releases.use(9));
    assertTrue(unknown.getMessage().contains("no release 9"), unknown.getMessage());
  }

  @Test
  void namesAFileThatIsNoPointer() throws Exception {
    make("one");
    Files.writeString(folder.resolve("workspace/releases/current"), "{");
    UserException e = assertThrows(UserException.class, releases::current);
    assertTrue(e.getMessage().contains("releases/current"), e.getMessage());
  }

  @Test
  void needsAnIndex() {
    UserException e = assertThrows(UserException.class, () -> releases.make("docent"));
    assertTrue(e.getMessage().contains("has no index"), e.getMessage());
  }
}
