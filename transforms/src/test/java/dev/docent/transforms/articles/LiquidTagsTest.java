package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiquidTagsTest {
  @Test
  void highlightedCodeIsNotHtml() {
    var section =
        Pages.parse(
                "---\ntitle: T\n---\n<p>x</p><pre>{% highlight xml %}\n<a b=\"c &gt; d\"/>\n{% endhighlight %}</pre>")
            .getSections()
            .get(0);
    assertEquals(List.of("<a b=\"c &gt; d\"/>"), section.getCode());
  }

  @Test
  void includedContentIsText() {
    assertEquals(
        "a<div>Mind <b>this</b></div>b",
        LiquidTags.render("a{% include note.html content=\"Mind <b>this</b>\" %}b"));
  }

  @Test
  void otherTagsVanish() {
    assertEquals("a {{b}} c", LiquidTags.render("a {% raw %}{{b}}{% endraw %} c"));
  }

  @Test
  void unclosedTagsAreText() {
    assertEquals("50{% of it", LiquidTags.render("50{% of it"));
  }
}
