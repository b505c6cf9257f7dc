package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hides in pages, and what goes wrong in them. */
class HardPagesTest {
  private static final String BODY = "<h2>Pods</h2><p>" + "A pod waits for a node. ".repeat(20);

  private static String all(String html) {
    StringBuilder text = new StringBuilder();
    for (Section section : Pages.parse(html).getSections()) {
      text.append(section.getHeadingPath()).append(' ').append(section.getText()).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script type=text/x-handlebars-template>%s</script>",
        "<script type=text/template>{{#if open}}%s{{/if}}</script>",
        "<template>%s</template>",
        "<noscript>%s</noscript>",
        "<div style='display: none'>%s</div>"
      })
  void bodiesThatABrowserShowsLaterAreRead(String concealed) {
    String text = all("<body><p>Loading</p>" + concealed.formatted(BODY) + "</body>");
    assertTrue(text.contains("[Pods] A pod waits for a node."), text);
    assertFalse(text.contains("{{"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div hidden>secret</div>",
        "<p style='display:none'>secret</p>",
        "<div style='visibility: hidden'>secret</div>",
        "<span aria-hidden=true>secret</span>",
        "<script type=text/template>secret</script>"
      })
  void whatIsHiddenBesideABodyIsLeftOut(String hidden) {
    String text = all("<body><main>" + BODY + "</p>" + hidden + "</main></body>");
    assertFalse(text.contains("secret"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div role=tabpanel hidden>second tab</div>",
        "<div class=tab-pane style='display:none'>second tab</div>",
        "<div class='accordion-body' aria-hidden=true>second tab</div>"
      })
  void hiddenTabsAreRead(String panel) {
    String text = all("<body><main>" + BODY + "</p>" + panel + "</main></body>");
    assertTrue(text.contains("second tab"), text);
  }

  @Test
  void headingsWithoutTextMakeNoSection() {
    List<Section> sections =
        Pages.sections("<p>Lead.</p><h2></h2><p>More.</p><h3><img src=a.png></h3><p>Most.</p>");
    assertEquals(1, sections.size());
    assertEquals("Lead.\nMore.\nMost.", sections.get(0).getText());
  }

  @Test
  void levelsMayJump() {
    List<Section> sections =
        Pages.sections("<h1>T</h1><h4>Deep</h4><p>a</p><h2>Up</h2><p>b</p><h6>Down</h6><p>c</p>");
    assertEquals(
        List.of(List.of("Deep"), List.of("Up"), List.of("Up", "Down")),
        sections.stream().map(Section::getHeadingPath).toList());
  }

  @Test
  void nulsVanishFromWords() {
    assertEquals("kubelet", Pages.text("<p>kube\u0000let</p>"));
  }

  @Test
  void rightToLeftAndIdeographsStayInTheirOrder() {
    assertEquals(
        "שלום עולם\nمرحبا بالعالم\n调度器把容器组放在节点上。",
        Pages.text("<p dir=rtl>שלום עולם</p><p dir=rtl>مرحبا بالعالم</p><p>调度器把容器组放在节点上。</p>"));
  }
}
