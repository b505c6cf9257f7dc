package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * The text of a code block as written: lines and indents kept, line numbers and buttons left out.
 */
final class CodeText implements NodeFilter {
  private static final Set<String> BLOCKS = Set.of("pre", "listing", "xmp", "plaintext");
  private static final Set<String> LEFT_OUT =
      Set.of(
          "lineno",
          "linenos",
          "linenodiv",
          "linenumber",
          "line-number",
          "line-numbers-rows",
          "ln",
          "lnt",
          "rouge-gutter",
          "gutter",
          "hljs-ln-numbers",
          "blob-num",
          "copy-button",
          "copybtn");

  private static final int SHORTEST_LEFT_OUT = 2;

  private final StringBuilder text = new StringBuilder();

  private CodeText() {}

  static boolean isCode(Element element) {
    return BLOCKS.contains(element.normalName());
  }

  /** A table's column of line numbers beside a code block. */
  static boolean isLineNumbers(Element element) {
    if (element.attributesSize() == 0) {
      return false;
    }
    String names = element.className();
    int length = names.length();
    for (int start = 0; start < length; ) {
      int end = start;
      while (end < length && names.charAt(end) > ' ') {
        end++;
      }
      if (end - start >= SHORTEST_LEFT_OUT
          && LEFT_OUT.contains(names.substring(start, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  /** The code, without empty lines around it and blanks at its end; empty if there is none. */
  static String of(Element pre) {
    CodeText code = new CodeText();
    NodeTraversor.filter(code, pre);
    return trimLines(code.text);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode part) {
      append(part.getWholeText());
    } else if (node instanceof Element element && depth > 0) {
      if (isLineNumbers(element) || element.nameIs("button") || element.nameIs("script")) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (element.nameIs("br")) {
        text.append('\n');
      } else if (startsLine(element)) {
        endLine();
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (depth > 0 && node instanceof Element element && startsLine(element)) {
      endLine();
    }
    return FilterResult.CONTINUE;
  }

  private static boolean startsLine(Element element) {
    return element.nameIs("div")
        || element.nameIs("p")
        || element.nameIs("li")
        || element.nameIs("tr");
  }

  private void endLine() {
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private void append(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\u00A0') {
        text.append(' ');
      } else if (c == '\n'
          || c == '\t'
          || (c >= ' ' && c != '\u200B' && c != '\uFEFF' && c != '\u007F')) {
        text.append(c);
      }
    }
  }

  private static String trimLines(CharSequence code) {
    int end = code.length();
    while (end > 0 && Character.isWhitespace(code.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    for (int i = 0; i < end && Character.isWhitespace(code.charAt(i)); i++) {
      if (code.charAt(i) == '\n') {
        start = i + 1;
      }
    }
    return code.subSequence(start, end).toString();
  }
}
