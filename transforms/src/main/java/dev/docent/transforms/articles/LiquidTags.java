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

  /** A tag that isn't closed within this many characters is taken for text. */
  private static final int MAX_TAG_CHARACTERS = 4000;

  private static final Pattern NAME = Pattern.compile("\\A-?\\s*(\\w+)");
  private static final Pattern CONTENT =
      Pattern.compile("\\bcontent\\s*=\\s*([\"'])(.*?)\\1", Pattern.DOTALL);

  private LiquidTags() {}

  static String render(String page) {
    int open = page.indexOf(OPEN);
    if (open < 0) {
      return page;
    }
    StringBuilder out = new StringBuilder(page.length());
    boolean highlighting = false;
    int from = 0;
    for (; open >= 0; open = page.indexOf(OPEN, from)) {
      text(page, from, open, highlighting, out);
      int close = page.indexOf(CLOSE, open + OPEN.length());
      if (close < 0 || close - open > MAX_TAG_CHARACTERS) {
        text(page, open, open + OPEN.length(), highlighting, out);
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
        case "include" -> {
          Matcher content = CONTENT.matcher(tag);
          if (content.find()) {
            out.append("<div>").append(content.group(2)).append("</div>");
          }
        }
        default -> {}
      }
    }
    text(page, from, page.length(), highlighting, out);
    return out.toString();
  }

  /** What stands between highlight tags is code, not HTML. */
  private static void text(String page, int from, int to, boolean highlighting, StringBuilder out) {
    if (highlighting) {
      out.append(Entities.escape(page.substring(from, to)));
    } else {
      out.append(page, from, to);
    }
  }
}
