package dev.docent.transforms.articles;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the content of a page in reading order and parts it by headings, at whatever depth
 * they are nested. The first h1 is the article's title: what follows it belongs to the lead, as
 * does what stands before any heading.
 */
final class SectionCollector implements NodeFilter {
  /** A longer 'heading' is one whose end tag is missing. */
  private static final int MAX_HEADING_CHARACTERS = 300;

  private final TextWeights weights;
  private final Furniture furniture;
  private final @Nullable String knownTitle;
  private final List<SectionDraft> drafts = new ArrayList<>();
  private final SectionDraft lead = SectionDraft.lead();
  private final Deque<OpenHeading> openHeadings = new ArrayDeque<>();
  private final Deque<Table> tables = new ArrayDeque<>();
  private SectionDraft current = lead;
  private @Nullable String title;
  private @Nullable String anchorBefore;
  private @Nullable Node skipUntil;
  private int cellDepth;

  private record OpenHeading(int level, String text) {}

  /** A table being read; {@code layout} where its cells hold blocks rather than values. */
  private record Table(boolean layout) {}

  private SectionCollector(TextWeights weights, Furniture furniture, @Nullable String knownTitle) {
    this.weights = weights;
    this.furniture = furniture;
    this.knownTitle = knownTitle;
    drafts.add(lead);
  }

  /** What was found in the content: its sections, the lead first, and the title's h1. */
  record Collected(List<SectionDraft> sections, @Nullable String title) {
    SectionDraft lead() {
      return sections.get(0);
    }
  }

  /**
   * Collects the sections of a page's content.
   *
   * @param knownTitle the title where it is known from elsewhere, so that an h1 that says something
   *     else is a section's heading; null if the first h1 is the title
   */
  static Collected collect(
      Element content, TextWeights weights, Furniture furniture, @Nullable String knownTitle) {
    SectionCollector collector = new SectionCollector(weights, furniture, knownTitle);
    NodeTraversor.filter(collector, content);
    return new Collected(collector.drafts, collector.title);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (skipUntil != null) {
      if (node != skipUntil) {
        return FilterResult.SKIP_ENTIRELY;
      }
      skipUntil = null;
    }
    if (node instanceof TextNode text) {
      if (current.text().append(text.getWholeText())) {
        anchorBefore = null;
      }
      return FilterResult.CONTINUE;
    }
    return node instanceof Element element && depth > 0 ? element(element) : FilterResult.CONTINUE;
  }

  private FilterResult element(Element element) {
    if (CodeText.isCode(element)) {
      return code(element);
    }
    if (furniture.isFurniture(element) || CodeText.isLineNumbers(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (Headings.isPermalink(element, weights)) {
      noteAnchor(element);
      return FilterResult.SKIP_ENTIRELY;
    }
    if (Headings.isHeading(element)) {
      return heading(element);
    }
    switch (element.normalName()) {
      case "br", "hr" -> breakLine();
      case "table" -> {
        breakLine();
        TextWeights.Weight weight = weights.below(element);
        tables.push(new Table(weight.hasHeading() || weight.hasCodeOrTable()));
      }
      case "tr" -> {
        if (cellDepth == 0) {
          current.text().line();
        }
      }
      case "td", "th" -> {
        if (isMenu(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        startCell();
      }
      case "a" -> noteAnchor(element);
      case "section" -> {
        noteAnchor(element);
        breakLine();
      }
      default -> {
        if (element.isBlock()) {
          if (element.hasClass("section")) {
            noteAnchor(element);
          }
          breakLine();
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (depth == 0 || !(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    switch (element.normalName()) {
      case "table" -> {
        tables.poll();
        breakLine();
      }
      case "td", "th" -> endCell();
      case "tr" -> {
        if (cellDepth == 0) {
          current.text().line();
        }
      }
      default -> {
        if (element.isBlock()) {
          breakLine();
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  private FilterResult code(Element element) {
    if (!Furniture.isNeverContent(element)) {
      String code = CodeText.of(element);
      if (!code.isEmpty()) {
        current.code().add(code);
        anchorBefore = null;
      }
    }
    breakLine();
    return FilterResult.SKIP_ENTIRELY;
  }

  private FilterResult heading(Element element) {
    Node block = Headings.firstBlock(element, Headings.PARAGRAPHS);
    String text = Headings.text(element, furniture, block);
    boolean unclosed = text.length() > MAX_HEADING_CHARACTERS || block != null;
    if (unclosed && block == null) {
      block = Headings.firstBlock(element, null);
      text = block == null ? "" : Headings.text(element, furniture, block);
    }
    String inside = Headings.anchor(element, weights);
    String anchor = inside == null ? anchorBefore : inside;
    if (text.isEmpty() || text.length() > MAX_HEADING_CHARACTERS) {
      anchorBefore = anchor;
      breakLine();
      return unclosed ? FilterResult.CONTINUE : FilterResult.SKIP_ENTIRELY;
    }
    anchorBefore = null;
    open(Headings.level(element), text, anchor);
    if (block == null) {
      return FilterResult.SKIP_ENTIRELY;
    }
    skipUntil = block;
    return FilterResult.CONTINUE;
  }

  private void open(int level, String text, @Nullable String anchor) {
    if (level == 1 && title == null && (knownTitle == null || knownTitle.equalsIgnoreCase(text))) {
      title = text;
      openHeadings.clear();
      lead.anchor(anchor);
      current = lead;
      current.text().line();
      return;
    }
    while (!openHeadings.isEmpty() && openHeadings.peek().level() >= level) {
      openHeadings.pop();
    }
    openHeadings.push(new OpenHeading(level, text));
    List<String> path = new ArrayList<>();
    openHeadings.descendingIterator().forEachRemaining(heading -> path.add(heading.text()));
    current = new SectionDraft(level, path, anchor);
    drafts.add(current);
  }

  /** Remembers an anchor that stands right before a heading. */
  private void noteAnchor(Element element) {
    String anchor = Headings.anchorOf(element);
    if (anchor != null) {
      anchorBefore = anchor;
    }
  }

  private void breakLine() {
    if (cellDepth > 0) {
      current.text().space();
    } else {
      current.text().line();
    }
  }

  private void startCell() {
    if (tables.isEmpty() || tables.peek().layout()) {
      breakLine();
      return;
    }
    cellDepth++;
    current.text().cell();
  }

  /** Whether a cell of a table that is there for the layout holds a menu. */
  private boolean isMenu(Element cell) {
    return (tables.isEmpty() || tables.peek().layout()) && weights.below(cell).isMenu();
  }

  private void endCell() {
    if (!tables.isEmpty() && !tables.peek().layout()) {
      cellDepth--;
    }
  }
}
