package dev.docent.serving.evaluation.report;

import dev.docent.records.html.HtmlText;
import java.util.Collection;

/** Builds HTML; every text given is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup of our own, as it stands. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    out.append(HtmlText.escape(text));
    return this;
  }

  /** An element with text. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  /** A table head of one row. */
  Html head(Collection<String> cells) {
    raw("<thead><tr>");
    for (String cell : cells) {
      raw("<th scope=\"col\">").text(cell).raw("</th>");
    }
    return raw("</tr></thead>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
