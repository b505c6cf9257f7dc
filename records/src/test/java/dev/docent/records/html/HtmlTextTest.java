package dev.docent.records.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
  @Test
  void leavesNoMarkupAndNoQuote() {
    assertEquals(
        "&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt; &amp;amp;",
        HtmlText.escape("<script a=\"b\" c='d'> &amp;"));
  }

  @Test
  void showsControlCharactersAsReplacements() {
    assertEquals("a\ufffdb\n\t\r", HtmlText.escape("a\u0000b\n\t\r"));
  }

  @Test
  void leavesOtherTextAsItIs() {
    assertEquals("Größe 中文 \ud83e\udd92", HtmlText.escape("Größe 中文 \ud83e\udd92"));
  }
}
