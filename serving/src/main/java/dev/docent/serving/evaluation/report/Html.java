package dev.docent.serving.evaluation.report;

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
    out.append(escape(text));
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

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
