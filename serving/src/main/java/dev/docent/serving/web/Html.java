package dev.docent.serving.web;

import dev.docent.records.html.HtmlText;
import dev.docent.serving.search.Passage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML. All text and all attribute values pass through here and are escaped, so that no page
 * can be written in which a stranger's text is markup. Names of elements and attributes come from
 * our code alone.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(16_384);
  private final Deque<String> open = new ArrayDeque<>();

  Html() {
    out.append("<!doctype html>\n");
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; a null value leaves its attribute out
   */
  Html open(String name, @Nullable String... attributes) {
    start(name, attributes);
    open.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that has no content and no end tag. */
  Html empty(String name, @Nullable String... attributes) {
    start(name, attributes);
    return this;
  }

  /** An element with text alone. */
  Html element(String name, String text, @Nullable String... attributes) {
    return open(name, attributes).text(text).close();
  }

  Html text(String text) {
    out.append(HtmlText.escape(text));
    return this;
  }

  /** A passage with its words marked. */
  Html passage(Passage passage) {
    if (passage.cutBefore()) {
      text("\u2026 ");
    }
    int done = 0;
    for (Passage.Highlight highlight : passage.highlights()) {
      text(passage.text().substring(done, highlight.start()));
      element("mark", passage.text().substring(highlight.start(), highlight.end()));
      done = highlight.end();
    }
    text(passage.text().substring(done));
    return passage.cutAfter() ? text(" \u2026") : this;
  }

  /** The whole document. */
  String document() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are still open: " + open);
    }
    return out.toString();
  }

  private void start(String name, @Nullable String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        out.append(HtmlText.escape(value));
        out.append('"');
      }
    }
    out.append('>');
  }
}
