package dev.docent.transforms.articles;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Renders the Liquid tags of an unrendered Jekyll page as far as its text needs them: code between
 * {@code highlight} tags becomes a code block, an {@code include} with a content of its own becomes
 * that content, all other tags vanish.
 *
 * @see <a href="https://jekyllrb.com/docs/liquid/tags/">Jekyll's tags</a>
 */
final class LiquidTags {
  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";
  private static final String OUTPUT = "{{";
  private static final String OUTPUT_END = "}}";
  private static final int MAX_OUTPUT_CHARACTERS = 200;

  /** A tag that isn't closed within this many characters is taken for text. */
  private static final int MAX_TAG_CHARACTERS = 4000;

  private static final Pattern NAME = Pattern.compile("\\A-?\\s*(\\w+)");
  private static final Pattern CONTENT =
      Pattern.compile("\\bcontent\\s*=\\s*([\"'])(.*?)\\1", Pattern.DOTALL);

  private LiquidTags() {}

  static String render(String page) {
    int open = page.indexOf(OPEN);
    if (open < 0 && page.indexOf(OUTPUT) < 0) {
      return page;
    }
    StringBuilder out = new StringBuilder(page.length());
    boolean highlighting = false;
    boolean raw = false;
    int from = 0;
    for (; open >= 0; open = page.indexOf(OPEN, from)) {
      text(page, from, open, highlighting, raw, out);
      int close = page.indexOf(CLOSE, open + OPEN.length());
      if (close < 0 || close - open > MAX_TAG_CHARACTERS) {
        text(page, open, open + OPEN.length(), highlighting, true, out);
        from = open + OPEN.length();
        continue;
      }
      from = close + CLOSE.length();
      String tag = page.substring(open + OPEN.length(), close);
      Matcher name = NAME.matcher(tag);
      switch (name.find() ? name.group(1) : "") {
        case "highlight" -> {
          out.append("<pre>");
          highlighting = true;
        }
        case "endhighlight" -> {
          out.append("</pre>");
          highlighting = false;
        }
        case "raw" -> raw = true;
        case "endraw" -> raw = false;
        case "include" -> {
          Matcher content = CONTENT.matcher(tag);
          if (content.find()) {
            out.append("<div>").append(content.group(2)).append("</div>");
          }
        }
        default -> {}
      }
    }
    text(page, from, page.length(), highlighting, raw, out);
    return out.toString();
  }

  /** What stands between highlight tags is code, not HTML. */
  private static void text(
      String page, int from, int to, boolean highlighting, boolean raw, StringBuilder out) {
    if (highlighting) {
      out.append(Entities.escape(page.substring(from, to)));
    } else if (raw) {
      out.append(page, from, to);
    } else {
      withoutOutput(page, from, to, out);
    }
  }

  /** Leaves out expressions such as {@code {{site.version}}}, whose values nobody knows here. */
  private static void withoutOutput(String page, int from, int to, StringBuilder out) {
    int at = from;
    for (int open = page.indexOf(OUTPUT, at); open >= 0 && open < to; ) {
      int close = page.indexOf(OUTPUT_END, open);
      if (close < 0 || close >= to || close - open > MAX_OUTPUT_CHARACTERS) {
        break;
      }
      out.append(page, at, open);
      at = close + OUTPUT_END.length();
      open = page.indexOf(OUTPUT, at);
    }
    out.append(page, at, to);
  }
}
