package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.QueryParser;
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

  /** Blocks that belong into no heading. */
  static final Set<String> PARAGRAPHS = Set.of("p", "ul", "ol", "table", "pre", "blockquote");

  private static final int PERMALINK_CHARACTERS = 2;
  private static final int LONGEST_PERMALINK = 40;

  /** What is longer is no heading, however much longer. */
  private static final int ENOUGH_CHARACTERS = 400;

  /** Where an unclosed heading holds half of the page, nothing is looked for in it. */
  private static final int MAX_ELEMENTS = 200;

  private static final Evaluator ANCHORED = QueryParser.parse("[id], a[name]");

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
  static boolean isPermalink(Element element, TextWeights weights) {
    if (!element.nameIs("a")
        || element.attr("href").indexOf('#') < 0
        || weights.below(element).text() > LONGEST_PERMALINK
        || weights.below(element).elements() > FurnitureLines.MAX_ELEMENTS) {
      return false;
    }
    String text = SectionText.oneLine(element.wholeText());
    if (text.isEmpty()) {
      return false;
    }
    if (text.length() <= PERMALINK_CHARACTERS
        && text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return true;
    }
    return PERMALINK_TEXTS.contains(text.toLowerCase(Locale.ROOT));
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
              return text.length() > ENOUGH_CHARACTERS ? FilterResult.STOP : FilterResult.CONTINUE;
            } else if (node instanceof Element element && depth > 0) {
              if (furniture.isFurniture(element) || isPermalink(element, furniture.weights())) {
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
    boolean small = furniture.weights().below(heading).elements() <= MAX_ELEMENTS;
    Element button = read.isEmpty() && small ? heading.selectFirst("button") : null;
    return button == null ? read : SectionText.oneLine(button.wholeText());
  }

  /** The id of a heading or of something in it, or the name of an old-style anchor in it. */
  static @Nullable String anchor(Element heading, TextWeights weights) {
    if (!heading.id().isBlank()) {
      return heading.id().strip();
    }
    TextWeights.Weight weight = weights.below(heading);
    if (heading.childrenSize() == 0 || weight.elements() > MAX_ELEMENTS) {
      return null;
    }
    Element inside = heading.selectFirst(ANCHORED);
    return inside == null ? null : anchorOf(inside);
  }

  /** An element's id or, of an {@code <a>}, its name. */
  static @Nullable String anchorOf(Element element) {
    String id = element.id().isBlank() && element.nameIs("a") ? element.attr("name") : element.id();
    return id.isBlank() ? null : id.strip();
  }

  /**
   * The first block inside a heading that was never closed, from where on it is content.
   *
   * @param names which blocks count, null for all and then only what stands after something to read
   * @return null if there is none
   */
  static @Nullable Node firstBlock(Element heading, @Nullable Set<String> names) {
    boolean text = false;
    for (Node child = heading.firstChild(); child != null; child = child.nextSibling()) {
      if (child instanceof Element element
          && element.isBlock()
          && (names == null || (text && names.contains(element.normalName())))) {
        return element;
      }
      text |= !(child instanceof TextNode part) || !part.isBlank();
    }
    return null;
  }
}
