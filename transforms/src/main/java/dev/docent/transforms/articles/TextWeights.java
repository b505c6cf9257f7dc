package dev.docent.transforms.articles;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jsoup.nodes.Node;

/**
 * How much text, and of what kind, is below each element of a page, so that questions about
 * elements cost nothing more however deep they are nested. What is surely no content ({@link
 * Furniture#isNeverContent}) weighs nothing.
 */
final class TextWeights {
  /** What is below one element. Text is counted in characters that aren't white space. */
  static final class Weight {
    private static final int MAX_CONTENTS_TITLE = 24;
    private static final int MAX_PAGER = 200;
    private static final Weight NOTHING = new Weight(0);

    /** Numbers of elements in the order of their start tags and of their end tags. */
    private final int start;

    private int end;
    private int text;
    private int linkText;
    private int links;
    private int linksInPage;
    private boolean h1;
    private boolean heading;
    private boolean block;

    Weight(int start) {
      this.start = start;
    }

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

    /** Whether nothing but a few links into the page and a short title is there. */
    boolean isContentsBlock() {
      return links >= 2 && links == linksInPage && textOutsideLinks() <= MAX_CONTENTS_TITLE;
    }

    /** Whether all of its text is a link into the page, as a footnote's number is. */
    boolean isFootnoteLink() {
      return links > 0 && links == linksInPage && textOutsideLinks() <= 2;
    }

    /** Whether all of its text is one to three short links. */
    boolean isFewLinks() {
      return links > 0
          && links <= 3
          && text <= MAX_PAGER
          && textOutsideLinks() <= 3
          && elements() <= FurnitureLines.MAX_ELEMENTS;
    }

    boolean isMostlyLinks() {
      return linkText > 0.5 * text;
    }

    boolean isMenu() {
      return links >= 2 && linkText > 0.6 * text && !heading && !block;
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

    /** Elements below, also those that are no content. */
    int elements() {
      return end - start - 1;
    }

    /** Whether another element's weight is of one strictly inside this one's. */
    boolean holds(Weight other) {
      return start < other.start && other.start < end;
    }

    void addText(int characters, boolean inLink) {
      text += characters;
      linkText += inLink ? characters : 0;
    }

    void addLink(boolean inPage) {
      links++;
      linksInPage += inPage ? 1 : 0;
    }

    void addHeading(int level) {
      heading = true;
      h1 |= level == 1;
    }

    /** Notes that the element itself is a code block or a table, which only counts above it. */
    void addTo(Weight parent, boolean codeOrTable) {
      parent.text += text;
      parent.linkText += linkText;
      parent.links += links;
      parent.linksInPage += linksInPage;
      parent.h1 |= h1;
      parent.heading |= heading;
      parent.block |= block || codeOrTable;
    }

    void end(int lastStart) {
      end = lastStart + 1;
    }
  }

  private final Map<Node, Weight> weights = new IdentityHashMap<>(1 << 9);

  void put(Node element, Weight weight) {
    weights.put(element, weight);
  }

  /** An element's weight; nothing for those that are never content. */
  Weight below(Node element) {
    Weight weight = weights.get(element);
    return weight == null ? Weight.NOTHING : weight;
  }

  /** Whether an element is part of what may be content. */
  boolean knows(Node element) {
    return weights.containsKey(element);
  }

  /** Characters that aren't white space. */
  static int characters(String text) {
    int characters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '\u0080') {
        // One bit, without a branch that every space would mispredict.
        characters += (' ' - c) >>> 31;
      } else if (!Character.isWhitespace(c)) {
        characters++;
      }
    }
    return characters;
  }
}
