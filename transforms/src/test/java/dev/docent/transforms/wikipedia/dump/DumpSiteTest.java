package dev.docent.transforms.wikipedia.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpSiteTest {
  @TempDir Path folder;

  @Test
  void readsTheWikisOwnNames() throws Exception {
    DumpSite site =
        site(
            """
              <namespace key="-2" case="first-letter">Medium</namespace>
              <namespace key="0" case="first-letter" />
              <namespace key='6' case="first-letter">Datei</namespace>
              <namespace case="first-letter" key="4">W &amp; P</namespace>
            """);
    assertEquals(Map.of(-2, "Medium", 0, "", 6, "Datei", 4, "W & P"), site.namespaces());
    assertEquals("https://en.wikipedia.org/wiki/", site.addressPrefix());
    assertNull(site.defect());
  }

  @Test
  void readsThemFromACompressedStreamOfTheirOwn() throws Exception {
    String head = head("<namespaces><namespace key=\"6\">Fil</namespace></namespaces>");
    byte[] dump = Dumps.bzip2(head, Dumps.page(1, "A", "x"), Dumps.TAIL);
    List<DumpSplit> splits = DumpSplits.of(Files.write(folder.resolve("a.xml.bz2"), dump), 1);
    assertTrue(splits.size() > 2);
    assertEquals(Map.of(6, "Fil"), DumpSite.of(splits.get(0)).namespaces());
  }

  @Test
  void hasNothingToTellOfADumpWithoutNames() throws Exception {
    DumpSite site = read(Dumps.HEAD + Dumps.page(1, "A", "x") + Dumps.TAIL);
    assertEquals(Map.of(), site.namespaces());
    assertNull(site.defect());
  }

  @Test
  void usesNoneOfThemWhereOneIsFaulty() throws Exception {
    String good = "<namespace key=\"6\">Datei</namespace>";
    for (String bad :
        List.of(
            "<namespace key=\"six\">X</namespace>",
            "<namespace>X</namespace>",
            "<namespace key=\"99999999999\">X</namespace>",
            "<namespace key=\"14\"> </namespace>",
            "<namespace key=\"14\"/>",
            "<namespace key=\"6\">Bild</namespace>",
            "<namespace key=\"14\">" + "x".repeat(256) + "</namespace>",
            "<namespace key=\"14\">" + "x".repeat(5000) + "</namespace>",
            "<namespace key=\"14\">X<b>Y</b></namespace>",
            IntStream.range(100, 100 + SiteNamespaces.MOST)
                .mapToObj(key -> "<namespace key=\"%d\">n%d</namespace>".formatted(key, key))
                .collect(Collectors.joining()))) {
      DumpSite site = site(good + bad);
      assertEquals(Map.of(), site.namespaces(), bad);
      assertNotNull(site.defect(), bad);
    }
  }

  @Test
  void losesNoPageByAListThatBreaksOff() throws Exception {
    for (String broken :
        List.of(
            "<namespaces><namespace key=\"6\">Datei</namespace>",
            "<namespaces><namespace key=\"6\">Dat",
            "<base>x")) {
      String xml =
          "<mediawiki><siteinfo>"
              + broken
              + Dumps.page(1, "A", "x")
              + Dumps.page(2, "B", "y")
              + Dumps.TAIL;
      assertEquals(Map.of(), read(xml).namespaces());
      assertEquals(List.of("A", "B"), Dumps.read(folder.resolve("a.xml")).titles(), broken);
    }
    DumpSite site = read("<mediawiki><siteinfo><namespaces>" + Dumps.page(1, "A", "x"));
    assertNotNull(site.defect());
    assertTrue(site.defect().contains("no end"), site.defect());
  }

  @Test
  void takesNoElementOfAPageForOne() throws Exception {
    String xml =
        head("<namespaces><namespace key=\"6\">Datei</namespace></namespaces>")
            + Dumps.page(1, "A", "x")
                .replace("<ns>", "<namespaces><namespace key=\"7\">B</namespace></namespaces><ns>")
            + Dumps.TAIL;
    assertEquals(Map.of(6, "Datei"), read(xml).namespaces());
  }

  private DumpSite site(String namespaces) throws IOException {
    return read(
        head("<namespaces>" + namespaces + "</namespaces>") + Dumps.page(1, "A", "x") + Dumps.TAIL);
  }

  private static String head(String more) {
    return Dumps.HEAD.replace("</siteinfo>", more + "</siteinfo>");
  }

  private DumpSite read(String xml) throws IOException {
    return DumpSite.of(DumpSplits.of(Dumps.write(folder.resolve("a.xml"), xml)).get(0));
  }
}
