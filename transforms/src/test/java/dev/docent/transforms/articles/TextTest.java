package dev.docent.transforms.articles;

import static dev.docent.transforms.articles.Pages.sections;
import static dev.docent.transforms.articles.Pages.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void paragraphsAreLines() {
    assertEquals("One two.\nThree.", text("<p>One\n  <b>two</b>.</p>\n\n<p>Three.</p>"));
  }

  @Test
  void inlineElementsDoNotPartWords() {
    assertEquals("Kubernetes runs", text("<p>Kube<em>rnetes</em> runs"));
  }

  @Test
  void listItemsStandOnTheirOwnLines() {
    assertEquals("Do:\na\nb\nc\nd", text("<p>Do:<ul><li>a<li><p>b</p><ol><li>c</ol><li>d</ul>"));
  }

  @Test
  void cellsArePartedByBars() {
    assertEquals(
        "Name | Type\nip | string",
        text("<table><thead><tr><th>Name<th>Type</thead><tr><td><p>ip</p><td>string</table>"));
  }

  @Test
  void layoutTablesReadAsBlocks() {
    List<Section> sections =
        sections("<table><tr><td><h2>A</h2><p>one</p><p>two</p></td><td>three</td></tr></table>");
    assertEquals("one\ntwo\nthree", sections.get(0).getText());
  }

  @Test
  void lineBreaksBreakLines() {
    assertEquals("a\nb", text("a<br>b"));
  }

  @Test
  void invisibleCharactersVanish() {
    assertEquals("soft hyphen x y", text("so&shy;ft hy\u200Bphen&nbsp;x\u0000 \uFEFFy"));
  }

  @Test
  void entitiesAreDecoded() {
    assertEquals("a < b & c — é", text("a &lt; b &amp; c &mdash; &eacute;"));
  }

  @Test
  void codeIsKeptApartAsWritten() {
    Section section = sections("<p>Run</p><pre><code>if x:\n    y()\n</code></pre><p>now").get(0);
    assertEquals("Run\nnow", section.getText());
    assertEquals(List.of("if x:\n    y()"), section.getCode());
  }

  @Test
  void inlineCodeStaysInTheText() {
    assertEquals("Use kubectl get pods here", text("Use <code>kubectl get pods</code> here"));
  }

  @Test
  void lineNumbersAreNoCode() {
    Section section =
        sections(
                "<p>x<table class=highlighttable><tr><td class=linenos><div><pre>1\n2</pre></div></td>"
                    + "<td class=code><div><pre>a\nb</pre></div></td></tr></table>")
            .get(0);
    assertEquals(List.of("a\nb"), section.getCode());
    assertEquals("x", section.getText());
  }

  @Test
  void inlineLineNumbersAndCopyButtonsAreNoCode() {
    Section section =
        sections(
                "<p>x<pre><button>Copy</button><span class=lineno>1 </span>a\n<span class=lineno>2 </span>b</pre>")
            .get(0);
    assertEquals(List.of("a\nb"), section.getCode());
  }

  @Test
  void linesOfCodeMayBeElements() {
    Section section = sections("<p>x<pre><div>a</div><div>b<br>c</div></pre>").get(0);
    assertEquals(List.of("a\nb\nc"), section.getCode());
  }

  @Test
  void definitionListsReadAsLines() {
    assertEquals("Term\nMeaning", text("<dl><dt>Term<dd>Meaning</dl>"));
  }
}
