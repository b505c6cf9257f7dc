package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Reads headings: their level, their text without permalinks, the anchor they carry. */
final class Headings {
  private static final Set<String> PERMALINK_TEXTS =
      Set.of(
          "permanent link",
          "permalink",
          "link",
          "anchor",
          "copy link",
          "link to this heading",
          "link to this section",
          "direct link",
          "back to top",
          "return to top");
  private static final int PERMALINK_CHARACTERS = 2;

  private Headings() {}

  static boolean isHeading(Node node) {
    return level(node) > 0;
  }

  /** 1 to 6, or 0 for what is no heading. */
  static int level(Node node) {
    String name = node.normalName();
    return name.length() == 2
            && name.charAt(0) == 'h'
            && name.charAt(1) >= '1'
            && name.charAt(1) <= '6'
        ? name.charAt(1) - '0'
        : 0;
  }

  /** A link to the very place it stands at, such as '¶', '#' or 'Permanent link'. */
  static boolean isPermalink(Element element) {
    if (!element.nameIs("a") || element.attributesSize() == 0) {
      return false;
    }
    String text = SectionText.oneLine(element.wholeText());
    if (text.isEmpty()) {
      return false;
    }
    boolean toFragment = element.attr("href").contains("#");
    if (text.length() <= PERMALINK_CHARACTERS
        && text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return toFragment;
    }
    return toFragment && PERMALINK_TEXTS.contains(text.toLowerCase(Locale.ROOT));
  }

  /** The heading's text on one line, up to a node of it where one is given. */
  static String text(Element heading, Furniture furniture, @Nullable Node until) {
    SectionText text = new SectionText();
    NodeTraversor.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node == until) {
              return FilterResult.STOP;
            }
            if (node instanceof TextNode part) {
              text.append(part.getWholeText());
            } else if (node instanceof Element element && depth > 0) {
              if (furniture.isFurniture(element) || isPermalink(element)) {
                return FilterResult.SKIP_ENTIRELY;
              }
              if (element.isBlock() || element.nameIs("br")) {
                text.space();
              }
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            return FilterResult.CONTINUE;
          }
        },
        heading);
    String read = text.toString();
    // Accordions put the whole heading into a button.
    Element button = read.isEmpty() ? heading.selectFirst("button") : null;
    return button == null ? read : SectionText.oneLine(button.wholeText());
  }

  /** The id of a heading or of something in it, or the name of an old-style anchor in it. */
  static @Nullable String anchor(Element heading) {
    if (!heading.id().isBlank()) {
      return heading.id().strip();
    }
    Element inside = heading.selectFirst("[id], a[name]");
    return inside == null ? null : anchorOf(inside);
  }

  /** An element's id or, of an {@code <a>}, its name. */
  static @Nullable String anchorOf(Element element) {
    String id = element.id().isBlank() && element.nameIs("a") ? element.attr("name") : element.id();
    return id.isBlank() ? null : id.strip();
  }

  /** The first block inside a heading that was never closed, from where on it is content. */
  static @Nullable Node firstBlock(Element heading) {
    for (Element child = heading.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      if (child.isBlock()) {
        return child;
      }
    }
    return null;
  }
}
