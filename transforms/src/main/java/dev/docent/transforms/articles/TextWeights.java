package dev.docent.transforms.articles;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * How much text, and of what kind, is below each element of a page; worked out in one pass, so that
 * questions about elements cost nothing more however deep they are nested. What is surely no
 * content ({@link Furniture#isNeverContent}) weighs nothing.
 */
final class TextWeights {
  /** What is below one element. Text is counted in characters that aren't white space. */
  static final class Weight {
    private static final Weight NOTHING = new Weight();

    private int text;
    private int linkText;
    private int links;
    private int linksInPage;
    private boolean h1;
    private boolean heading;
    private boolean block;

    int text() {
      return text;
    }

    int textOutsideLinks() {
      return text - linkText;
    }

    /** Whether it is a list of links into the page itself: a table of contents. */
    boolean isContentsList() {
      return links >= 3 && links == linksInPage && linkText >= 0.8 * text;
    }

    boolean isMostlyLinks() {
      return linkText > 0.5 * text;
    }

    boolean hasH1() {
      return h1;
    }

    boolean hasHeading() {
      return heading;
    }

    /** Whether a code block or a table is below. */
    boolean hasCodeOrTable() {
      return block;
    }

    private void add(Weight child) {
      text += child.text;
      linkText += child.linkText;
      links += child.links;
      linksInPage += child.linksInPage;
      h1 |= child.h1;
      heading |= child.heading;
      block |= child.block;
    }
  }

  private final Map<Element, Weight> weights = new IdentityHashMap<>();

  private TextWeights() {}

  static TextWeights of(Element root) {
    TextWeights result = new TextWeights();
    NodeTraversor.filter(new Weighing(result.weights), root);
    return result;
  }

  /** An element's weight; nothing for those that are never content. */
  Weight below(Node element) {
    return weights.getOrDefault(element, Weight.NOTHING);
  }

  private static final class Weighing implements NodeFilter {
    private final Map<Element, Weight> weights;
    private final Deque<Weight> open = new ArrayDeque<>();
    private int linkDepth;

    Weighing(Map<Element, Weight> weights) {
      this.weights = weights;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        if (!open.isEmpty()) {
          count(text.getWholeText(), open.peek());
        }
      } else if (node instanceof Element element) {
        if (depth > 0 && Furniture.isNeverContent(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        open.push(new Weight());
        linkDepth += isLink(element) ? 1 : 0;
      }
      return FilterResult.CONTINUE;
    }

    private void count(String text, Weight weight) {
      int characters = 0;
      for (int i = 0; i < text.length(); i++) {
        if (!Character.isWhitespace(text.charAt(i))) {
          characters++;
        }
      }
      weight.text += characters;
      weight.linkText += linkDepth > 0 ? characters : 0;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return FilterResult.CONTINUE;
      }
      Weight weight = open.pop();
      if (isLink(element)) {
        linkDepth--;
        weight.links++;
        weight.linksInPage += element.attr("href").startsWith("#") ? 1 : 0;
      }
      switch (element.normalName()) {
        case "h1" -> {
          weight.h1 = true;
          weight.heading = true;
        }
        case "h2", "h3", "h4", "h5", "h6" -> weight.heading = true;
        default -> {}
      }
      weights.put(element, weight);
      Weight parent = open.peek();
      if (parent != null) {
        parent.add(weight);
        parent.block |= element.nameIs("pre") || element.nameIs("table");
      }
      return FilterResult.CONTINUE;
    }

    private static boolean isLink(Element element) {
      return element.nameIs("a") && element.hasAttr("href");
    }
  }
}
