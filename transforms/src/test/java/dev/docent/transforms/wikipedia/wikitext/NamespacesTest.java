package dev.docent.transforms.wikipedia.wikitext;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class NamespacesTest {
  private static final Map<Integer, String> GERMAN =
      Map.of(
          -1,
          "Spezial",
          0,
          "",
          2,
          "Benutzer",
          5,
          "Wikipedia Diskussion",
          6,
          "Datei",
          10,
          "Vorlage",
          14,
          "Kategorie");

  @Test
  void takesTheWikisOwnNames() {
    ParsedEntry entry =
        parse(
            "Ein [[Wolf]] und [[Vorlage:Rudel|ein Rudel]], [[wikipedia_diskussion:Wolf]].\n"
                + "[[Datei:Wolf.jpg|mini|Bildtext]][[Kategorie:Hunde]][[:Kategorie:Tiere]]",
            Namespaces.of(GERMAN));
    assertEquals(List.of("Wolf"), entry.links());
    assertEquals(List.of("Hunde"), entry.categories());
    assertEquals(
        "Ein Wolf und ein Rudel, wikipedia_diskussion:Wolf. Kategorie:Tiere",
        entry.sections().get(0).getText().replace("\n", " "));
  }

  @Test
  void knowsWhatADumpDoesNotTell() {
    ParsedEntry entry =
        parse(
            "Text[[Bild:A.jpg|Alter Name]][[Image:B.jpg|Englisch]][[File:C.jpg|Englisch]]"
                + "[[Category:Englisch]] [[Help:X|Hilfe]] [[wikt:Wolf|Wort]]",
            Namespaces.of(GERMAN));
    assertEquals("Text Hilfe Wort", entry.sections().get(0).getText());
    assertEquals(List.of("Englisch"), entry.categories());
    assertEquals(List.of(), entry.links());
  }

  @Test
  void takesNoOtherWikisNames() {
    String text = "[[Vorlage:A|a]] [[Luokka:B|b]] [[Plik:C|c]] [[Portal:D|d]]";
    ParsedEntry german = parse(text, Namespaces.of(GERMAN));
    assertEquals(List.of("Luokka:B", "Plik:C", "Portal:D"), german.links());
    assertEquals(List.of(), german.categories());
    ParsedEntry known = parse(text, Namespaces.of(Map.of()));
    assertEquals(List.of("Vorlage:A"), known.links());
    assertEquals(List.of("B"), known.categories());
  }

  @Test
  void learnsALanguageThatIsNotListed() {
    Namespaces kurdish = Namespaces.of(Map.of(6, "Wêne", 14, "Kategorî"));
    ParsedEntry entry = parse("Gur[[Wêne:A.jpg|x]][[KATEGORÎ:Ajal]]", kurdish);
    assertEquals("Gur", entry.sections().get(0).getText());
    assertEquals(List.of("Ajal"), entry.categories());
  }

  @Test
  void travelsToWorkers() {
    Namespaces copy = SerializableUtils.ensureSerializable(Namespaces.of(GERMAN));
    assertEquals(List.of("Hunde"), parse("[[Kategorie:Hunde]]", copy).categories());
  }

  private static ParsedEntry parse(String text, Namespaces namespaces) {
    return WikitextParser.parse(text, namespaces);
  }
}
