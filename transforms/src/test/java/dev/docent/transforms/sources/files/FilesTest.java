package dev.docent.transforms.sources.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.config.SourceKind;
import dev.docent.records.workspace.Hashes;
import dev.docent.transforms.sources.Gathered;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.PlainWebClients;
import dev.docent.transforms.sources.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final long LIMIT = 2000;

  @TempDir Path folder;
  private final Gathered gathered = new Gathered();

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void readFolder(Path root) throws IOException {
    FolderPages pages = new FolderPages(root, Endings.of("html, .HTM"), LIMIT);
    pages.list(gathered::deadLetter).forEach(id -> pages.read(id, gathered));
  }

  @Test
  void folderGivesPagesOfAnyDepthInOrder() throws IOException {
    write("site/b.html", "b");
    write("site/a/x y/deep.HTML", "é");
    write("site/a/c.htm", "c");
    write("site/a/style.css", "no");
    readFolder(folder.resolve("site"));
    assertEquals(List.of("a/c.htm", "a/x y/deep.HTML", "b.html"), gathered.ids());
    RawPage deep = gathered.pages.get(1);
    byte[] content = "é".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(content, deep.getContent().array());
    assertEquals(Hashes.sha256(content), deep.getDigest());
    assertEquals("text/html", deep.getContentType());
    assertTrue(gathered.letters.isEmpty());
  }

  @Test
  void largeFilesAreDeadLetters() throws IOException {
    write("site/big.html", "x".repeat((int) LIMIT + 1));
    write("site/fits.html", "x".repeat((int) LIMIT));
    readFolder(folder.resolve("site"));
    assertEquals(List.of("fits.html"), gathered.ids());
    assertEquals(List.of("big.html too-large"), gathered.reasons());
    assertEquals("2001 bytes; --max-page-bytes allows 2000", gathered.letters.get(0).getDetail());
  }

  @Test
  void linksAreFollowedInsideTheFolderOnly() throws IOException {
    write("secret.html", "secret");
    write("site/a.html", "a");
    Files.createSymbolicLink(folder.resolve("site/in.html"), Path.of("a.html"));
    Files.createSymbolicLink(folder.resolve("site/out.html"), folder.resolve("secret.html"));
    Files.createSymbolicLink(folder.resolve("site/gone.html"), Path.of("nowhere.html"));
    Files.createSymbolicLink(folder.resolve("site/loop"), folder.resolve("site"));
    readFolder(folder.resolve("site"));
    assertEquals(List.of("a.html", "in.html"), gathered.ids());
    assertEquals(
        List.of("gone.html unreadable", "out.html link-leaves-folder"), gathered.reasons());
  }

  @Test
  void folderMayBeALinkItself() throws IOException {
    write("site/a.html", "a");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("site"));
    readFolder(link);
    assertEquals(List.of("a.html"), gathered.ids());
  }

  @Test
  void aSinglePageIsTaken() throws IOException {
    write("site/a.html", "one");
    write("site/b.html", "two");
    String page = folder.resolve("site/a.html").toString();
    assertEquals(SourceKind.FILES, SourceKind.of(page, "auto", ""));
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(
                    FilesSource.of(page, Endings.of("html"), LIMIT)
                        .read(Span.ALWAYS, new PlainWebClients()))
                .get(PageSource.PAGES))
        .satisfies(
            pages -> {
              List<String> ids = new ArrayList<>();
              pages.forEach(one -> ids.add(one.getId()));
              assertEquals(List.of("a.html"), ids);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aBadPatternIsToldAtOnce() {
    UserException e =
        assertThrows(
            UserException.class, () -> FilesSource.of("site/[a.html", Endings.of("html"), LIMIT));
    assertTrue(e.getMessage().contains("'[' is not closed"), e.getMessage());
  }

  private static byte[] tar(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] content = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(namesAndTexts[i]);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private void readArchive(byte[] tar) {
    new ArchivePages(Endings.of("html"), LIMIT)
        .read("x.tar", new ByteArrayInputStream(tar), gathered);
  }

  @Test
  void archiveGivesItsPages() throws IOException {
    readArchive(
        tar("./a/b.html", "one", "c.css", "no", "d.html", "x".repeat(3000), "a/b.html", "two"));
    assertEquals(List.of("a/b.html"), gathered.ids());
    assertEquals(List.of("d.html too-large", "a/b.html duplicate-id"), gathered.reasons());
  }

  @Test
  void cutOffArchiveKeepsWholePagesAndSaysSo() throws IOException {
    byte[] whole = tar("a.html", "one", "b.html", "x".repeat(1500));
    readArchive(java.util.Arrays.copyOf(whole, 512 + 512 + 512 + 700));
    assertEquals(List.of("a.html"), gathered.ids());
    assertEquals(List.of("b.html damaged-archive"), gathered.reasons());
  }

  @Test
  void endingsMustName() {
    assertThrows(UserException.class, () -> Endings.of(" , "));
  }
}
