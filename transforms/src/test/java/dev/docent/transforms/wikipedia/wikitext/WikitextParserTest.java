package dev.docent.transforms.wikipedia.wikitext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.EntrySection;
import java.util.List;
import org.junit.jupiter.api.Test;

class WikitextParserTest {
  @Test
  void removesBoldAndItalicQuotes() {
    assertText("A bold and italic word, it's fine", "A '''bold''' and ''italic'' word, it's fine");
  }

  @Test
  void keepsAnApostropheBesideBold() {
    assertText(
        "l'eau", "l'''''eau'''''".replace("'''''eau'''''", "'''eau'''").replace("l'''", "l''''"));
  }

  @Test
  void dropsNestedTemplates() {
    assertText("Before after.", "Before {{a|{{b|{{c}}}}|d=[[x]]}}after.");
  }

  @Test
  void keepsTheTextOfTemplatesThatCarryIt() {
    assertText("The word polis means city.", "The word {{lang|grc|polis}} means {{nowrap|city}}.");
    assertText("Run ls -l now", "Run {{code|ls -l|lang=bash}} now");
    assertText("It is German: Stadt", "It is {{lang-de|Stadt}}");
  }

  @Test
  void keepsQuantitiesWithTheirFirstUnit() {
    assertText("It is 10 km long", "It is {{convert|10|km|mi|0}} long");
    assertText("10 to 20 kg", "{{cvt|10|to|20|kg|abbr=on}}");
  }

  @Test
  void keepsQuotationsAsALineOfTheirOwn() {
    assertText(
        "He said:\nTo be.\n\u2014 X\nand left", "He said:{{quote|text=To be.|author=X}}and left");
  }

  @Test
  void rendersTemplatesInsideOfTemplates() {
    assertText("a b c", "{{nowrap|a {{nowrap|b}} [[X|c]]}}");
  }

  @Test
  void dropsTables() {
    assertText(
        "Before\nAfter", "Before\n{| class=x\n|-\n! A !! B\n|-\n| 1 || {|\n| in\n|}\n|}\nAfter");
  }

  @Test
  void dropsTheRowsOfATableThatIsNeverClosed() {
    assertText(
        "Before\nProse again.", "Before\n{| class=x\n|-\n! A || B\n| 1 || 2\n\nProse again.");
  }

  @Test
  void dropsNotes() {
    assertText("Fact. More.", "Fact.<ref name=\"a\">{{cite web|url=x}}</ref> More.<ref name=a />");
  }

  @Test
  void keepsTextBetweenANoteThatIsNotClosedAndTheNextHeading() {
    List<EntrySection> sections =
        parse("Lead<ref>open\n\n== A ==\nText<ref>x</ref> of A").sections();
    assertEquals("Text of A", sections.get(1).getText());
  }

  @Test
  void dropsComments() {
    assertText("a b", "a <!-- [[hidden]] {{ -->b");
    assertText("a\nb", "a\n<!-- own line -->\nb");
  }

  @Test
  void survivesACommentThatIsNotClosed() {
    assertText("a b", "a <!--b");
  }

  @Test
  void dropsFormulasGalleriesAndTimelines() {
    assertText("x is y", "x <math>\\frac{a}{b}</math>is y<gallery>\nFile:a.jpg|cap\n</gallery>");
    assertText("z", "<timeline>\nImageSize = width:1\n</timeline>z");
  }

  @Test
  void keepsInlineCodeAndDropsBlocks() {
    assertText("Call main() first", "Call <code>main()</code> first");
    assertText(
        "Call a[i] {x} here",
        "Call <syntaxhighlight lang=c inline>a[i] {x}</syntaxhighlight> here");
    assertText(
        "See\nthen", "See<syntaxhighlight lang=\"c\">\nint main() {\n}\n</syntaxhighlight>then");
    assertText("See\nthen", "See\n<pre>\n== not a heading ==\n</pre>\nthen");
  }

  @Test
  void takesNowikiLiterally() {
    assertText("Write [[x]] and ''y''", "Write <nowiki>[[x]] and ''y''</nowiki>");
    assertText("ab", "a<nowiki/>b");
  }

  @Test
  void keepsUnknownTagsAsText() {
    assertText("Include <stdio.h> and a < b", "Include <stdio.h> and a < b");
  }

  @Test
  void keepsTextOfInlineTags() {
    assertText("H2O is big", "H<sub>2</sub>O is <span style=\"x\">big</span>");
  }

  @Test
  void dropsFilesWithNestedLinksInTheirCaptions() {
    assertText("Text", "[[File:A.jpg|thumb|A [[cat]] of [[Italy|Italian]] kind]]Text");
    assertText("Text", "[[Image:A.jpg]]Text");
    assertEquals(List.of(), parse("[[File:A.jpg|thumb|A [[cat]]]]Text").links());
  }

  @Test
  void collectsCategoriesWithoutTheirSortKeys() {
    ParsedEntry entry = parse("Text [[Category:Container software|*]]\n[[category:linux_stuff]]");
    assertEquals(List.of("Container software", "Linux stuff"), entry.categories());
    assertEquals("Text", entry.sections().get(0).getText());
  }

  @Test
  void showsALinkToACategory() {
    ParsedEntry entry = parse("See [[:Category:Birds|the birds]]");
    assertEquals("See the birds", entry.sections().get(0).getText());
    assertEquals(List.of(), entry.categories());
  }

  @Test
  void keepsLinkLabelsAndCollectsTargets() {
    ParsedEntry entry =
        parse("A [[Linux kernel|kernel]] and [[bus (computing)|]], [[container_image#Layers]]s");
    assertEquals("A kernel and bus, container_image#Layerss", entry.sections().get(0).getText());
    assertEquals(List.of("Linux kernel", "Bus (computing)", "Container image"), entry.links());
  }

  @Test
  void collectsEachTargetOnceWithACapital() {
    assertEquals(List.of("Linux"), parse("[[linux]] [[Linux]] [[Linux|x]]").links());
  }

  @Test
  void knowsTheNamespacesOfOtherLanguages() {
    String[][] names = {
      {"Datei", "Kategorie"}, // German
      {"Fichier", "Catégorie"}, // French
      {"Archivo", "Categoría"}, // Spanish
      {"Immagine", "Categoria"}, // Italian
      {"Bestand", "Categorie"}, // Dutch
      {"Plik", "Kategoria"}, // Polish
      {"Файл", "Категория"}, // Russian
      {"Αρχείο", "Κατηγορία"}, // Greek
      {"ملف", "تصنيف"}, // Arabic
      {"चित्र", "श्रेणी"}, // Hindi
      {"ファイル", "カテゴリ"}, // Japanese
      {"파일", "분류"}, // Korean
      {"文件", "分类"}, // Chinese
    };
    for (String[] each : names) {
      ParsedEntry entry =
          parse("Text [[%s:A.jpg|thumb|caption]]\n[[%s:Birds]]".formatted(each[0], each[1]));
      assertEquals("Text", entry.sections().get(0).getText(), each[0]);
      assertEquals(List.of("Birds"), entry.categories(), each[1]);
    }
  }

  @Test
  void dropsInterlanguageLinks() {
    assertText("Text", "Text[[de:Linux]][[zh-min-nan:Linux]]");
  }

  @Test
  void keepsLabelsOfLinksToSisterProjects() {
    ParsedEntry entry = parse("a [[wikt:word|word]]");
    assertEquals("a word", entry.sections().get(0).getText());
    assertEquals(List.of(), entry.links());
  }

  @Test
  void keepsLabelsOfExternalLinks() {
    assertText("See the site and", "See [https://example.org/a?b=c the site] and [http://x.org]");
    assertText("array[0] is [sic]", "array[0] is [sic]");
  }

  @Test
  void makesListItemsLines() {
    assertText("Fruit:\napple\ngreen\npear\nterm", "Fruit:\n* apple\n** green\n# pear\n; term");
  }

  @Test
  void decodesCharacterReferences() {
    assertText("a b \u2013 <c> &", "a&nbsp;b &ndash; &lt;c&gt; &amp;");
  }

  @Test
  void dropsMagicWords() {
    assertText("Text __init__", "__NOTOC__Text __init__{{DEFAULTSORT:Key}}__FORCETOC__");
  }

  @Test
  void tidiesWhatDroppedTemplatesLeaveBehind() {
    assertText("Oslo is a city.", "Oslo ({{IPA|x}}) is a city.");
    assertText("Oslo (Norway) is", "Oslo ({{IPA|x}}; Norway{{efn|y}} ) is");
    assertText("call main() now", "call main() now");
    assertText("the .NET runtime", "the .NET runtime");
  }

  @Test
  void buildsHeadingPaths() {
    List<EntrySection> sections =
        parse("Lead\n==A==\na\n=== A1 ===\na1\n====A1x====\nx\n===A2===\na2\n==B==\nb").sections();
    assertEquals(
        List.of(
            List.of(),
            List.of("A"),
            List.of("A", "A1"),
            List.of("A", "A1", "A1x"),
            List.of("A", "A2"),
            List.of("B")),
        sections.stream().map(EntrySection::getHeadingPath).toList());
  }

  @Test
  void keepsAHeadingInThePathOfItsChildrenEvenWithoutTextOfItsOwn() {
    List<EntrySection> sections = parse("==A==\n===B===\ntext").sections();
    assertEquals(1, sections.size());
    assertEquals(List.of("A", "B"), sections.get(0).getHeadingPath());
  }

  @Test
  void readsHeadingsWithMarkup() {
    assertEquals(
        List.of("The C family"),
        parse("== ''The'' [[C (language)|C]] family<ref>x</ref> == \nt")
            .sections()
            .get(0)
            .getHeadingPath());
  }

  @Test
  void leavesOutTailSectionsWithTheirChildren() {
    List<EntrySection> sections =
        parse(
                "Lead\n== See also ==\n* [[X]]\n==References==\nr\n===Sources===\ns\n== Use ==\nu\n"
                    + "==External links==\n* e")
            .sections();
    assertEquals(List.of("Lead", "u"), sections.stream().map(EntrySection::getText).toList());
  }

  @Test
  void losesAtMostASectionToATemplateThatIsNotClosed() {
    List<EntrySection> sections =
        parse("{{Infobox|a=b\nLead\n==A==\ntext {{x}}of A }} end").sections();
    assertTrue(
        sections.stream().anyMatch(s -> s.getText().equals("text of A end")), sections::toString);
    assertTrue(sections.stream().anyMatch(s -> s.getText().contains("Lead")), sections::toString);
  }

  @Test
  void losesNoTextToALinkThatIsNotClosed() {
    assertText("See open and label\nNext x", "See [[open and label\n\nNext [[y|x]]");
    assertText("a b c", "a [[b {{t}}c");
  }

  @Test
  void closesATemplateOverALinkThatIsNotClosed() {
    assertText("a b", "a {{t|[[x|y}}b");
  }

  @Test
  void showsTheDefaultOfAParameter() {
    assertText("a default b", "a {{{name|default}}} b");
    assertText("a b", "a {{{name}}}b");
  }

  @Test
  void passesOverVeryDeepMarkup() {
    String deep = "{{nowrap|".repeat(50_000) + "x" + "}}".repeat(50_000);
    assertText("a b", "a b" + deep);
  }

  @Test
  void makesNothingOfNothing() {
    assertEquals(List.of(), parse("").sections());
    assertEquals(List.of(), parse("{{stub}}\n[[Category:X]]").sections());
  }

  private static void assertText(String expected, String wikitext) {
    List<EntrySection> sections = parse(wikitext).sections();
    assertEquals(1, sections.size(), sections::toString);
    assertEquals(expected, sections.get(0).getText());
  }

  private static ParsedEntry parse(String wikitext) {
    return WikitextParser.parse(wikitext);
  }
}
