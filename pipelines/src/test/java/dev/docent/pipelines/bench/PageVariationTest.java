package dev.docent.pipelines.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageVariationTest {
  private static final String PAGE =
      "<html lang=en><!-- some remark here --><script>var words = 'these stay';</script><p class=note>"
          + "pods wait until another node fits their memory &nbsp;&amp; processor, naïvely "
              .repeat(20)
          + "<style>body { color: black }</style><b";

  private static String vary(long seed) {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    return new String(PageVariation.of(page, new Random(seed)), StandardCharsets.UTF_8);
  }

  private static String[] words(String page) {
    return page.substring(page.indexOf("note>") + 5, page.indexOf("<style")).strip().split(" ", -1);
  }

  @Test
  void aboutAThirdOfTheLongerWordsChange() {
    String[] before = words(PAGE);
    String[] after = words(vary(1));
    assertEquals(before.length, after.length);
    long longer = Arrays.stream(before).filter(word -> word.matches("[a-z]{4,},?")).count();
    long changed = 0;
    for (int i = 0; i < before.length; i++) {
      changed += before[i].equals(after[i]) ? 0 : 1;
    }
    // Some words meet themselves.
    double share = changed / (double) longer;
    assertEquals(0.3, share, 0.1);
  }

  @Test
  void markupStays() {
    String varied = vary(2);
    String head = PAGE.substring(0, PAGE.indexOf("note>"));
    assertEquals(head, varied.substring(0, head.length()));
    String tail = PAGE.substring(PAGE.indexOf("<style"));
    assertEquals(tail, varied.substring(varied.length() - tail.length()));
    assertEquals(20, varied.split("&nbsp;&amp;", -1).length - 1);
    assertEquals(20, varied.split("naïvely", -1).length - 1);
  }

  @Test
  void aSeedGivesOnePage() {
    assertEquals(vary(3), vary(3));
    assertNotEquals(vary(3), vary(4));
  }

  @Test
  void pagesWithoutWordsStayAsTheyAre() {
    for (String page : new String[] {"", "<", "<!--", "<script>abcde", "a b c 1 2 3", "&amp;"}) {
      byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(bytes, PageVariation.of(bytes, new Random(5)));
    }
  }
}
