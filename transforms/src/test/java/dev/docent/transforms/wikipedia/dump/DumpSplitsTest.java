package dev.docent.transforms.wikipedia.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.transforms.wikipedia.dump.Dumps.Contents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpSplitsTest {
  @TempDir Path folder;

  private final List<String> titles = new ArrayList<>();

  @Test
  void dividesAMultistreamDumpAtItsStreams() throws Exception {
    String[] parts = {Dumps.HEAD, pages(0, 5), pages(5, 5), pages(10, 5), Dumps.TAIL};
    Path file = Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(parts));
    List<DumpSplit> splits = DumpSplits.of(file, 100);
    assertTrue(splits.size() >= 5, splits::toString);
    assertEquals(Dumps.bzip2(Dumps.HEAD).length, splits.get(1).start());
    assertSameAsOne(splits);
  }

  @Test
  void givesAPageToTheSplitInWhichItStarts() throws Exception {
    String xml = Dumps.HEAD + pages(0, 12) + Dumps.TAIL;
    for (int size = 37; size < 900; size += 161) {
      // As a parallel compressor would: streams that begin anywhere.
      List<String> parts = new ArrayList<>();
      for (int from = 0; from < xml.length(); from += size) {
        parts.add(xml.substring(from, Math.min(xml.length(), from + size)));
      }
      Path file =
          Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(parts.toArray(String[]::new)));
      List<DumpSplit> splits = DumpSplits.of(file, 200);
      assertTrue(splits.size() > 3);
      assertSameAsOne(splits);
    }
  }

  @Test
  void dividesAPlainFileAnywhere() throws Exception {
    Path file = Dumps.write(folder.resolve("a.xml"), Dumps.HEAD + pages(0, 8) + Dumps.TAIL);
    for (long size = 20; size < 700; size += 7) {
      assertSameAsOne(DumpSplits.of(file, size));
    }
  }

  @Test
  void dividesASingleStreamAtItsBlocks() throws Exception {
    // Level 1: a block holds 100,000 bytes.
    Path file =
        Files.write(
            folder.resolve("a.xml.bz2"), Dumps.bzip2(Dumps.HEAD + pages(0, 3000) + Dumps.TAIL));
    for (long size : new long[] {500, 1777, 4000}) {
      List<DumpSplit> splits = DumpSplits.of(file, size);
      assertTrue(splits.size() > 3, splits::toString);
      assertSameAsOne(splits);
    }
  }

  @Test
  void countsAPageOnceThatOpensInsideAnUnclosedOneAtABorder() throws Exception {
    String xml =
        Dumps.HEAD + Dumps.page(1, "A", "x").replace("</page>", "") + pages(2, 3) + Dumps.TAIL;
    Path file = Dumps.write(folder.resolve("a.xml"), xml);
    for (long size = 20; size < 700; size += 3) {
      List<String> read = Dumps.read(DumpSplits.of(file, size), 1 << 20).titles();
      assertEquals(List.of("A", "Page 2", "Page 3", "Page 4"), read, "splits of " + size);
    }
  }

  @Test
  void readsOnBehindADamagedBlock() throws Exception {
    byte[] data = Dumps.bzip2(Dumps.HEAD, pages(0, 5), pages(5, 5), pages(10, 5), Dumps.TAIL);
    int second = Dumps.bzip2(Dumps.HEAD, pages(0, 5)).length;
    data[second + 60] ^= 0x10;
    Path file = Files.write(folder.resolve("a.xml.bz2"), data);
    List<String> kept = new ArrayList<>(titles.subList(0, 5));
    kept.addAll(titles.subList(10, 15));
    for (long size : new long[] {50, 300, 1 << 20}) {
      Contents contents = Dumps.read(DumpSplits.of(file, size), 1 << 20);
      assertEquals(kept, contents.titles(), "splits of " + size);
      assertEquals(1, contents.breaks().size(), "splits of " + size);
      assertEquals(second + 4, contents.breaks().get(0).fileOffset(), "splits of " + size);
    }
  }

  @Test
  void readsGzip() throws Exception {
    Path file = folder.resolve("a.xml.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((Dumps.HEAD + pages(0, 9) + Dumps.TAIL).getBytes(UTF_8));
    }
    assertSameAsOne(DumpSplits.of(file, 1));
  }

  @Test
  void noticesACutInTheLastSplitOnly() throws Exception {
    Path file =
        Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(Dumps.HEAD, pages(0, 5), pages(5, 5)));
    Contents contents = Dumps.read(DumpSplits.of(file, 1), DumpReader.MAX_TEXT_BYTES);
    assertEquals(titles, contents.titles());
    assertEquals(1, contents.breaks().size());
    assertEquals("Page 9", contents.breaks().get(0).lastWholePage());
  }

  @Test
  void readsAllDumpFilesOfAFolder() throws Exception {
    Dumps.write(folder.resolve("b.xml"), Dumps.HEAD + Dumps.page(2, "B", "x") + Dumps.TAIL);
    Files.write(
        folder.resolve("a.xml.bz2"),
        Dumps.bzip2(Dumps.HEAD + Dumps.page(1, "A", "x") + Dumps.TAIL));
    Files.writeString(folder.resolve("notes.txt"), "not a dump");
    assertEquals(List.of("A", "B"), Dumps.read(folder).titles());
  }

  @Test
  void refusesWhatIsNoDump() throws Exception {
    Path zip = Files.writeString(folder.resolve("a.xml.7z"), "7z\u00bc");
    assertTrue(message(zip).contains("a 7z archive"), message(zip));
    Path empty = Files.createFile(folder.resolve("empty.xml"));
    assertTrue(message(empty).contains("is empty"), message(empty));
    Path none = Files.createDirectory(folder.resolve("none"));
    assertTrue(message(none).contains("no dump"), message(none));
  }

  private static String message(Path dump) {
    return String.valueOf(
        assertThrows(UserException.class, () -> DumpSplits.of(dump)).getMessage());
  }

  private void assertSameAsOne(List<DumpSplit> splits) throws Exception {
    long next = 0;
    for (DumpSplit split : splits) {
      assertEquals(next, split.start());
      next = split.end();
    }
    assertEquals(splits.get(0).fileBytes(), next);
    Contents contents = Dumps.read(splits, DumpReader.MAX_TEXT_BYTES);
    assertEquals(titles, contents.titles(), splits::toString);
    assertEquals(List.of(), contents.breaks(), splits::toString);
    assertTrue(contents.pages().stream().allMatch(page -> page.fault() == null));
  }

  private String pages(int first, int count) {
    StringBuilder pages = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      titles.add("Page " + i);
      pages.append(Dumps.page(i, "Page " + i, "Text of &lt;page&gt; " + i));
    }
    return pages.toString();
  }
}
