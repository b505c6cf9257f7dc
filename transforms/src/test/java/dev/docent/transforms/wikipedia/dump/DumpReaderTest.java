package dev.docent.transforms.wikipedia.dump;

import static dev.docent.transforms.wikipedia.dump.Dumps.HEAD;
import static dev.docent.transforms.wikipedia.dump.Dumps.TAIL;
import static dev.docent.transforms.wikipedia.dump.Dumps.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.transforms.wikipedia.dump.Dumps.Contents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpReaderTest {
  @TempDir Path folder;

  @Test
  void readsPagesWithTheirFields() throws Exception {
    DumpPage page = read(HEAD + page(12, "Linux", "It is a kernel.") + TAIL).pages().get(0);
    assertEquals(new DumpPage(12, "Linux", 0, false, "It is a kernel.", null), page);
  }

  @Test
  void takesThePagesIdNotThatOfItsRevisionOrContributor() throws Exception {
    String xml = HEAD + page(5, "A", "x") + TAIL;
    assertTrue(xml.contains("<id>1005</id>") && xml.contains("<id>7</id>"));
    assertEquals(5, read(xml).pages().get(0).id());
  }

  @Test
  void marksRedirects() throws Exception {
    Contents contents =
        read(
            HEAD
                + Dumps.page(1, "A", 0, "<redirect title=\"B\" />", "text")
                + page(2, "B", "#REDIRECT [[C]]")
                + page(3, "C", "# one item")
                + TAIL);
    assertEquals(
        List.of(true, true, false), contents.pages().stream().map(DumpPage::redirect).toList());
  }

  @Test
  void tellsNamespaces() throws Exception {
    Contents contents = read(HEAD + Dumps.page(1, "Category:X", 14, "", "x") + TAIL);
    assertEquals(14, contents.pages().get(0).namespace());
  }

  @Test
  void resolvesReferencesOnce() throws Exception {
    Contents contents =
        read(HEAD + page(1, "A &amp; B", "&lt;ref&gt; &amp;lt; &#233;&#xe9; &quot;") + TAIL);
    assertEquals("A & B", contents.pages().get(0).title());
    assertEquals("<ref> &lt; \u00e9\u00e9 \"", contents.pages().get(0).text());
  }

  @Test
  void readsCharactersBeyondAscii() throws Exception {
    assertEquals(
        "Zürich 東京 😀", read(HEAD + page(1, "A", "Zürich 東京 😀") + TAIL).pages().get(0).text());
  }

  @Test
  void readsCdataAndPassesOverComments() throws Exception {
    String xml =
        HEAD + "<!-- <page> -->" + page(1, "A", "<![CDATA[<b> & &lt; ]] ]]>end<!-- x -->.") + TAIL;
    assertEquals("<b> & &lt; ]] end.", read(xml).pages().get(0).text());
  }

  @Test
  void takesTheTextOfTheLastRevision() throws Exception {
    String xml =
        HEAD
            + "<page><title>A</title><ns>0</ns><id>1</id><revision><id>8</id><text>old</text></revision>"
            + "<revision><id>9</id><text>new</text></revision></page>"
            + TAIL;
    assertEquals("new", read(xml).pages().get(0).text());
    assertEquals(1, read(xml).pages().get(0).id());
  }

  @Test
  void readsAPageWithoutText() throws Exception {
    String xml =
        HEAD + page(1, "A", "x").replaceAll("<text.*</text>", "<text bytes=\"0\" />") + TAIL;
    assertEquals("", read(xml).pages().get(0).text());
  }

  @Test
  void reportsAPageThatIsTooLargeAndGoesOn() throws Exception {
    Path file =
        Dumps.write(
            folder.resolve("a.xml"),
            HEAD + page(1, "A", "x".repeat(200)) + page(2, "B", "y") + TAIL);
    List<DumpPage> pages = Dumps.read(DumpSplits.of(file), 100).pages();
    DumpPage.Fault fault = pages.get(0).fault();
    assertNotNull(fault);
    assertEquals("page-too-large", fault.reason());
    assertEquals("200 bytes of wikitext; at most 100 are read", fault.detail());
    assertEquals("y", pages.get(1).text());
  }

  @Test
  void reportsAPageThatIsNotClosedAndKeepsTheNext() throws Exception {
    String open = page(1, "A", "x").replace("</page>", "");
    Contents contents = read(HEAD + open + page(2, "B", "y") + TAIL);
    assertEquals(List.of("A", "B"), contents.titles());
    assertEquals("malformed-page", fault(contents.pages().get(0)).reason());
    assertEquals("y", contents.pages().get(1).text());
    assertTrue(contents.breaks().isEmpty());
  }

  @Test
  void reportsAPageWithAnIdThatIsNoNumber() throws Exception {
    Contents contents =
        read(
            HEAD
                + page(1, "A", "x").replace("<id>1</id>", "<id>one</id>")
                + page(2, "B", "y")
                + TAIL);
    assertEquals("malformed-page", fault(contents.pages().get(0)).reason());
    assertEquals(List.of("A", "B"), contents.titles());
  }

  @Test
  void keepsWholePagesOfADumpThatIsCutOffInsideAPage() throws Exception {
    String xml = HEAD + page(1, "A", "x") + page(2, "B", "y") + page(3, "C", "a long text");
    String cut = xml.substring(0, xml.indexOf("a long text") + 4);
    Contents contents = read(cut);
    assertEquals(List.of("A", "B"), contents.titles());
    DumpBreak broken = contents.breaks().get(0);
    assertEquals(cut.length(), broken.fileOffset());
    assertEquals("B", broken.lastWholePage());
    assertTrue(broken.insidePage());
  }

  @Test
  void keepsWholePagesWhereverADumpIsCutOff() throws Exception {
    String xml = HEAD + page(1, "A", "x &lt;") + page(2, "B", "y") + TAIL;
    int endOfA = xml.indexOf("</page>") + 7;
    int endOfB = xml.lastIndexOf("</page>") + 7;
    for (int length = HEAD.length(); length < xml.indexOf(TAIL); length++) {
      Contents contents = read(xml.substring(0, length));
      List<String> whole =
          length < endOfA ? List.of() : length < endOfB ? List.of("A") : List.of("A", "B");
      assertEquals(whole, contents.titles(), "cut after " + length);
      assertEquals(1, contents.breaks().size(), "cut after " + length);
    }
  }

  @Test
  void noticesAMissingEnd() throws Exception {
    Contents contents = read(HEAD + page(1, "A", "x"));
    assertEquals(List.of("A"), contents.titles());
    assertFalse(contents.breaks().get(0).insidePage());
    assertTrue(contents.breaks().get(0).describe().contains("last whole page is 'A'"));
  }

  @Test
  void keepsWholePagesOfATruncatedBzip2File() throws Exception {
    StringBuilder xml = new StringBuilder(HEAD);
    java.util.Random random = new java.util.Random(3);
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(1000, 'a', 'z').forEach(c -> text.append((char) c));
      xml.append(page(i, "Page " + i, text.toString()));
    }
    byte[] whole = Dumps.bzip2(xml.append(TAIL).toString());
    Path file = Files.write(folder.resolve("a.xml.bz2"), Arrays.copyOf(whole, whole.length / 2));
    Contents contents = Dumps.read(file);
    assertTrue(
        contents.pages().size() > 100 && contents.pages().size() < 300,
        "" + contents.pages().size());
    DumpBreak broken = contents.breaks().get(0);
    assertEquals("Page " + (contents.pages().size() - 1), broken.lastWholePage());
    assertTrue(broken.what().startsWith("the data can't be decoded"), broken.what());
  }

  @Test
  void keepsWholePagesBeforeDamagedData() throws Exception {
    byte[] data = Dumps.bzip2(HEAD, page(1, "A", "x"), page(2, "B", "y"), TAIL);
    int third = Dumps.bzip2(HEAD).length + Dumps.bzip2(page(1, "A", "x")).length;
    data[third + 30] ^= 0x55;
    Contents contents = Dumps.read(Files.write(folder.resolve("a.xml.bz2"), data));
    assertEquals(
        List.of("A"),
        contents.pages().stream()
            .filter(page -> page.fault() == null)
            .map(DumpPage::title)
            .toList());
    assertEquals(1, contents.breaks().size());
  }

  @Test
  void refusesADocumentType() {
    String bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE mediawiki [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
            + HEAD
            + page(1, "A", "&b;")
            + TAIL;
    UserException e = assertThrows(UserException.class, () -> read(bomb));
    assertTrue(e.getMessage().contains("<!DOCTYPE"), e.getMessage());
  }

  @Test
  void expandsNoEntityOfItsOwnNorReadsFiles() throws Exception {
    assertEquals("&b; &xxe;", read(HEAD + page(1, "A", "&b; &xxe;") + TAIL).pages().get(0).text());
  }

  @Test
  void refusesOtherXml() {
    UserException e = assertThrows(UserException.class, () -> read("<html><body/></html>"));
    assertTrue(e.getMessage().contains("<html>"), e.getMessage());
  }

  @Test
  void tellsWhereEntriesAreFound() throws Exception {
    String german = HEAD.replace("en.wikipedia.org/wiki/Main_Page", "de.wikipedia.org/wiki/Start");
    Path file = Dumps.write(folder.resolve("a.xml"), german + page(1, "A", "x") + TAIL);
    assertEquals(
        "https://de.wikipedia.org/wiki/", DumpSite.of(DumpSplits.of(file).get(0)).addressPrefix());
  }

  @Test
  void givesTheOffsetOfBytesNotOfCharacters() throws Exception {
    String cut = HEAD + page(1, "Zürich", "東京");
    assertEquals(
        cut.getBytes(StandardCharsets.UTF_8).length, read(cut).breaks().get(0).xmlOffset());
  }

  private Contents read(String xml) throws IOException {
    return Dumps.read(Dumps.write(folder.resolve("dump.xml"), xml));
  }

  private static DumpPage.Fault fault(DumpPage page) {
    DumpPage.Fault fault = page.fault();
    assertNotNull(fault);
    return fault;
  }
}
