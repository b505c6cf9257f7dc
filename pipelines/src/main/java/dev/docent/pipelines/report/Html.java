package dev.docent.pipelines.report;

import dev.docent.records.html.HtmlText;

/** Builds HTML; whatever is text is escaped. */
final class Html {
  private final StringBuilder html = new StringBuilder(1 << 16);

  /** Adds markup of our own. */
  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds text from anywhere. */
  Html text(String text) {
    html.append(HtmlText.escape(text));
    return this;
  }

  /** Adds an element that holds a text. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">");
  }

  /** Begins a section of the page. */
  Html section(String id, String heading) {
    return raw("<section id=\"" + id + "\">\n").element("h2", heading).raw("\n");
  }

  /** The head of a table that scrolls by itself where it is too wide, and the start of its body. */
  Html table(String... columns) {
    raw("<div class=\"scroll\"><table><thead><tr>");
    for (String column : columns) {
      raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    return raw("</tr></thead><tbody>\n");
  }

  Html endTable() {
    return raw("</tbody></table></div>\n");
  }

  /** A row; its first cell is its head. */
  Html row(String head, String... cells) {
    raw("<tr><th scope=\"row\">").text(head).raw("</th>");
    for (String cell : cells) {
      raw("<td>").text(cell).raw("</td>");
    }
    return raw("</tr>\n");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
