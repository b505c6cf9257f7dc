package dev.docent.transforms.wikipedia.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.transforms.wikipedia.dump.Dumps.Contents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpSplitsTest {
  @TempDir Path folder;

  private final List<String> titles = new ArrayList<>();

  @Test
  void dividesAMultistreamDumpAtItsStreams() throws Exception {
    String[] parts = {Dumps.HEAD, pages(0, 5), pages(5, 5), pages(10, 5), Dumps.TAIL};
    Path file = Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(parts));
    List<DumpSplit> splits = DumpSplits.of(file, 1);
    assertEquals(5, splits.size());
    assertEquals(Dumps.bzip2(Dumps.HEAD).length, splits.get(1).start());
    assertSameAsOne(splits);
  }

  @Test
  void givesAPageToTheSplitInWhichItStarts() throws Exception {
    String xml = Dumps.HEAD + pages(0, 12) + Dumps.TAIL;
    for (int size = 37; size < 900; size += 61) {
      // As a parallel compressor would: streams that begin anywhere.
      List<String> parts = new ArrayList<>();
      for (int from = 0; from < xml.length(); from += size) {
        parts.add(xml.substring(from, Math.min(xml.length(), from + size)));
      }
      Path file =
          Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(parts.toArray(String[]::new)));
      List<DumpSplit> splits = DumpSplits.of(file, 1);
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
    String xml = Dumps.HEAD + noisyPages(0, 400) + Dumps.TAIL;
    Path file = Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(xml));
    List<DumpSplit> splits = DumpSplits.of(file, Files.size(file) / 6);
    assertEquals(6, splits.size());
    assertSameAsOne(splits);
  }

  @Test
  void readsEachPageOnceWhereverAFileIsDivided() throws Exception {
    long seed = Long.getLong("docent.test.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] parts = {Dumps.HEAD, noisyPages(0, 150), noisyPages(150, 100), Dumps.TAIL};
    Path bzip2 = Files.write(folder.resolve("a.xml.bz2"), Dumps.bzip2(parts));
    Path plain = Dumps.write(folder.resolve("a.xml"), String.join("", parts));
    for (int round = 0; round < 40; round++) {
      Path file = round % 2 == 0 ? bzip2 : plain;
      DumpSplit.Format format = round % 2 == 0 ? DumpSplit.Format.BZIP2 : DumpSplit.Format.XML;
      long size = Files.size(file);
      List<DumpSplit> splits = new ArrayList<>();
      long start = 0;
      long[] cuts = random.longs(1 + random.nextInt(8), 1, size).sorted().distinct().toArray();
      for (long cut : cuts) {
        splits.add(new DumpSplit(file.toString(), size, format, start, cut));
        start = cut;
      }
      splits.add(new DumpSplit(file.toString(), size, format, start, size));
      Contents contents = Dumps.read(splits, DumpReader.MAX_TEXT_BYTES);
      assertEquals(titles, contents.titles(), () -> "seed " + seed + ": " + splits);
      assertEquals(List.of(), contents.breaks(), () -> "seed " + seed + ": " + splits);
    }
  }

  @Test
  void readsAPageOnceThatOpensInsideAnother() throws Exception {
    String open = Dumps.page(1, "Open", "never closed").replace("</page>", "");
    String untitled = "<page><title>";
    String xml =
        Dumps.HEAD
            + open
            + Dumps.page(2, "B", "x")
            + untitled
            + Dumps.page(3, "C", "y")
            + Dumps.TAIL;
    Path file = Dumps.write(folder.resolve("a.xml"), xml);
    List<String> whole = Dumps.read(file).titles();
    long size = Files.size(file);
    for (long cut = 1; cut < size; cut++) {
      List<DumpSplit> splits =
          List.of(
              new DumpSplit(file.toString(), size, DumpSplit.Format.XML, 0, cut),
              new DumpSplit(file.toString(), size, DumpSplit.Format.XML, cut, size));
      assertEquals(whole, Dumps.read(splits, DumpReader.MAX_TEXT_BYTES).titles(), "cut at " + cut);
    }
  }

  @Test
  void dividesByTheIndexThatLiesBeside() throws Exception {
    String[] parts = {Dumps.HEAD, pages(0, 5), pages(5, 5), Dumps.TAIL};
    Path file = folder.resolve("xwiki-1-pages-articles-multistream.xml.bz2");
    Files.write(file, Dumps.bzip2(parts));
    long second = Dumps.bzip2(parts[0], parts[1]).length;
    Files.write(
        folder.resolve("xwiki-1-pages-articles-multistream-index.txt.bz2"),
        Dumps.bzip2("%d:0:Page 0\n%d:5:Page 5\n".formatted(Dumps.bzip2(parts[0]).length, second)));
    List<DumpSplit> splits = DumpSplits.of(file, Files.size(file) / 2);
    assertEquals(second, splits.get(1).start());
    assertSameAsOne(splits);
    assertEquals(titles, Dumps.read(folder).titles());
  }

  @Test
  void passesOverAnIndexThatLeadsNowhere() throws Exception {
    Path file = folder.resolve("xwiki-multistream.xml.bz2");
    Files.write(file, Dumps.bzip2(Dumps.HEAD, pages(0, 5), pages(5, 5), Dumps.TAIL));
    Files.write(folder.resolve("xwiki-multistream-index.txt.bz2"), Dumps.bzip2("77:0:Page 0\n"));
    assertSameAsOne(DumpSplits.of(file, 1));
  }

  @Test
  void namesTheIndexAsWikimediaDoes() {
    assertEquals(
        "enwiki-20240101-pages-articles-multistream-index.txt.bz2",
        StreamIndex.nameOf("enwiki-20240101-pages-articles-multistream.xml.bz2"));
    assertEquals(
        "enwiki-latest-pages-articles-multistream-index.txt-p1p41242.bz2",
        StreamIndex.nameOf("enwiki-latest-pages-articles-multistream.xml-p1p41242.bz2"));
    assertEquals("", StreamIndex.nameOf("enwiki-latest-pages-articles.xml.bz2"));
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
  void countsDamageOnceAndLosesOnlyThePagesInIt() throws Exception {
    String xml = Dumps.HEAD + noisyPages(0, 400) + Dumps.TAIL;
    byte[] data = Dumps.bzip2(xml);
    int at = data.length * 2 / 5;
    data[at] ^= 0x10;
    Path file = Files.write(folder.resolve("a.xml.bz2"), data);
    long size = data.length;
    Contents whole = Dumps.read(file);
    assertTrue(whole.titles().size() > 200, "" + whole.titles().size());
    assertEquals(1, whole.breaks().size());
    assertTrue(whole.breaks().get(0).fileOffset() <= at);
    assertTrue(whole.breaks().get(0).fileOffset() > at - 110_000);
    assertTrue(titles.containsAll(whole.titles()));
    for (long cut = size / 10; cut < size; cut += size / 10) {
      List<DumpSplit> splits =
          List.of(
              new DumpSplit(file.toString(), size, DumpSplit.Format.BZIP2, 0, cut),
              new DumpSplit(file.toString(), size, DumpSplit.Format.BZIP2, cut, size));
      Contents divided = Dumps.read(splits, DumpReader.MAX_TEXT_BYTES);
      assertEquals(whole.titles(), divided.titles(), "cut at " + cut);
      List<DumpBreak> own = divided.breaks().stream().filter(b -> !b.beyondSplit()).toList();
      assertEquals(1, own.size(), "cut at " + cut);
      assertEquals(whole.breaks().get(0).fileOffset(), own.get(0).fileOffset(), "cut at " + cut);
      assertEquals(
          1, divided.breaks().stream().filter(DumpBreak::insidePage).count(), "cut at " + cut);
    }
  }

  @Test
  void readsGzipAndPatterns() throws Exception {
    String xml = Dumps.HEAD + pages(0, 5) + Dumps.TAIL;
    Path file = folder.resolve("a.xml.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertEquals(titles, Dumps.read(file).titles());
    assertEquals(1, DumpSplits.of(file, 10).size());
    Dumps.write(folder.resolve("b.xml"), Dumps.HEAD + pages(5, 5) + Dumps.TAIL);
    assertEquals(
        titles, Dumps.read(DumpSplits.of(folder + "/*.xml*"), DumpReader.MAX_TEXT_BYTES).titles());
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
    Path archive = Files.writeString(folder.resolve("a.xml.7z"), "7z etc.");
    assertTrue(message(archive).contains("a 7z archive"), message(archive));
    Path absent = folder.resolve("absent.xml");
    assertTrue(message(absent).contains("there is no dump"), message(absent));
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

  /** Pages that don't compress, so that blocks hold few of them. */
  private String noisyPages(int first, int count) {
    Random random = new Random(first);
    StringBuilder pages = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(1500, 'A', 'z').forEach(c -> text.append((char) c));
      titles.add("Page " + i);
      pages.append(Dumps.page(i, "Page " + i, text.toString()));
    }
    return pages.toString();
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
