package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.docent.records.Article;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages to parse in tests. */
final class Pages {
  private Pages() {}

  static RawPage html(String id, byte[] content) {
    return html(id, content, null);
  }

  static RawPage html(String id, byte[] content, @Nullable String charset) {
    return new RawPage(
        id,
        null,
        null,
        "text/html",
        charset,
        ByteBuffer.wrap(content),
        "",
        Instant.EPOCH,
        null,
        null,
        List.of());
  }

  static RawPage html(String id, String content) {
    return html(id, content.getBytes(StandardCharsets.UTF_8));
  }

  static ParseOutcome outcome(String html) {
    return new ArticleParser(1, 1).parse(html("docs/page.html", html));
  }

  static Article parse(String html) {
    return parse(html("docs/page.html", html));
  }

  static Article parse(RawPage page) {
    return assertInstanceOf(ParseOutcome.Parsed.class, new ArticleParser(1, 1).parse(page))
        .article();
  }

  /** Parses what stands in the main element of a page. */
  static List<Section> sections(String content) {
    return parse("<body><main>" + content + "</main></body>").getSections();
  }

  /** The text of a page's only section. */
  static String text(String content) {
    List<Section> sections = sections(content);
    if (sections.size() != 1) {
      throw new AssertionError("not one section but " + sections);
    }
    return sections.get(0).getText();
  }
}
