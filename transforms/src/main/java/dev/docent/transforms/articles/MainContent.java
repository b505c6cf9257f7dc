package dev.docent.transforms.articles;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/**
 * Finds the part of a page that holds its article: what the page itself marks as such, each mark
 * inside the one before, else the innermost element with nearly all text that isn't links.
 */
final class MainContent {
  /** From wide to narrow. */
  private static final Evaluator[] MARKS = {
    QueryParser.parse("main, [role=main]"),
    QueryParser.parse("article, [itemprop=articleBody]"),
    QueryParser.parse(
        "#mw-content-text, #content, #main-content, #main, .md-content, .theme-doc-markdown,"
            + " .markdown-body, .post-content, .entry-content, .article-content, .article-body,"
            + " .rst-content, .documentation, .main-content, .page-content, .post-body")
  };

  /** A mark must hold this share of the text of what it is in. */
  private static final double LEAST_SHARE_OF_PAGE = 0.3;

  private static final double LEAST_SHARE_OF_CONTENT = 0.6;

  /** Without marks: the element keeps this share of the page's text outside links. */
  private static final double DENSE_SHARE = 0.85;

  private static final int PARAGRAPH_CHARACTERS = 60;

  private final TextWeights weights;
  private final Furniture furniture;

  MainContent(TextWeights weights, Furniture furniture) {
    this.weights = weights;
    this.furniture = furniture;
  }

  Element find(Document page) {
    Element content = page.body();
    boolean marked = false;
    for (Evaluator mark : MARKS) {
      double share = marked ? LEAST_SHARE_OF_CONTENT : LEAST_SHARE_OF_PAGE;
      Element narrower = heaviest(content, mark);
      if (narrower != null && isEnough(narrower, content, share, marked)) {
        content = narrower;
        marked = true;
      }
    }
    return marked ? content : densest(content);
  }

  private Element heaviest(Element in, Evaluator mark) {
    Element heaviest = null;
    int most = -1;
    for (Element candidate : in.select(mark)) {
      int text = weights.below(candidate).textOutsideLinks();
      // The outermost of nested ones comes first and holds at least as much.
      if (candidate != in && text > most) {
        heaviest = candidate;
        most = text;
      }
    }
    return heaviest;
  }

  private boolean isEnough(Element narrower, Element wider, double share, boolean keepTitle) {
    TextWeights.Weight inner = weights.below(narrower);
    TextWeights.Weight outer = weights.below(wider);
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
