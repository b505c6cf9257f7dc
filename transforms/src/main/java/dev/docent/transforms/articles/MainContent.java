package dev.docent.transforms.articles;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the part of a page that holds its article: what the page itself marks as such, each mark
 * inside the one before, else the innermost element with nearly all text that isn't links.
 */
final class MainContent {
  /** A mark must hold this share of the text of what it is in. */
  private static final double LEAST_SHARE_OF_PAGE = 0.3;

  private static final double LEAST_SHARE_OF_CONTENT = 0.6;

  /** Without marks: the element keeps this share of the page's text outside links. */
  private static final double DENSE_SHARE = 0.85;

  private static final int PARAGRAPH_CHARACTERS = 60;

  private final ContentMarks marks;
  private final TextWeights weights;
  private final Furniture furniture;

  MainContent(PageScan scan, Furniture furniture) {
    this.marks = scan.marks();
    this.weights = scan.weights();
    this.furniture = furniture;
  }

  Element find(Document page) {
    Element content = page.body();
    TextWeights.Weight weight = weights.below(content);
    boolean marked = false;
    for (ContentMarks.Kind kind : ContentMarks.Kind.values()) {
      double share = marked ? LEAST_SHARE_OF_CONTENT : LEAST_SHARE_OF_PAGE;
      ContentMarks.Mark narrower = marks.heaviest(kind, weight);
      if (narrower != null && isEnough(narrower.weight(), weight, share, marked)) {
        content = narrower.element();
        weight = narrower.weight();
        marked = true;
      }
    }
    return marked ? content : densest(content);
  }

  private static boolean isEnough(
      TextWeights.Weight inner, TextWeights.Weight outer, double share, boolean keepTitle) {
    return inner.text() > 0
        && inner.textOutsideLinks() >= share * outer.textOutsideLinks()
        && (!keepTitle || inner.hasH1() || !outer.hasH1());
  }

  private Element densest(Element body) {
    double enough = DENSE_SHARE * weights.below(body).textOutsideLinks();
    Element content = body;
    while (!hasTextOfItsOwn(content)) {
      Element next = null;
      for (Element child = content.firstElementChild();
          child != null;
          child = child.nextElementSibling()) {
        if (weights.below(child).textOutsideLinks() >= enough && !furniture.isFurniture(child)) {
          next = child;
        }
      }
      if (next == null || !next.isBlock()) {
        return content;
      }
      content = next;
    }
    return content;
  }

  /** Whether headings or paragraphs would be lost by leaving an element for one of its children. */
  private boolean hasTextOfItsOwn(Element element) {
    for (Element child = element.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      boolean paragraph =
          child.nameIs("p") && weights.below(child).textOutsideLinks() >= PARAGRAPH_CHARACTERS;
      if (paragraph || Headings.isHeading(child)) {
        return true;
      }
    }
    return false;
  }
}
