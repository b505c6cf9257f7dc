package dev.docent.transforms.wikipedia.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docent.transforms.wikipedia.dump.Dumps.Contents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts of real dumps, as their sources state them. */
class RealDumpsTest {
  @Test
  void readsTheCombinedDump() throws Exception {
    Contents contents = read("combined/combined-techwiki.xml.bz2");
    assertEquals(1768, contents.pages().size());
    assertEquals(1618, articles(contents));
    assertEquals(149, contents.pages().stream().filter(DumpPage::redirect).count());
    assertEquals(List.of(), contents.breaks());
  }

  @Test
  void readsTheCutOffDumpToItsLastWholePage() throws Exception {
    Contents contents = read("wp2txt/testdata_en-ad8949a.bz2");
    assertEquals(215, articles(contents));
    assertEquals(146, contents.pages().stream().filter(DumpPage::redirect).count());
    DumpBreak broken = contents.breaks().get(0);
    assertEquals("April 15", broken.lastWholePage());
    assertEquals(2_949_861, broken.fileOffset());
    assertFalse(broken.insidePage());
  }

  @Test
  void readsShortenedDumps() throws Exception {
    Contents english = read("dbpedia/en-wiki.xml.bz2");
    assertEquals(24, articles(english));
    assertEquals(2, articles(read("dbpedia/de-wiki.xml.bz2")));
    Contents gensim =
        read("gensim/enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2");
    assertEquals(206, gensim.pages().size());
    assertEquals(106, articles(gensim));
  }

  private static long articles(Contents contents) {
    return contents.pages().stream()
        .filter(page -> page.namespace() == 0 && !page.redirect() && page.fault() == null)
        .count();
  }

  private static Contents read(String name) throws Exception {
    Path dump =
        Path.of(System.getProperty("docent.root"), "../shared/data/wikipedia").resolve(name);
    assumeTrue(Files.exists(dump), () -> "there is no dump " + dump);
    return Dumps.read(dump);
  }
}
