package dev.docent.transforms.articles;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a page that gathers all that later steps ask for: the weights of its elements, what
 * it says about itself, what it marks as content, and bodies that a browser shows only later.
 */
final class PageScan {
  /** Pages have few of each; one with more is not worth to be read further. */
  private static final int MAX_REMEMBERED = 200;

  /** Few pages are nested deeper. */
  private static final int FIRST_DEPTH = 64;

  private final TextWeights weights = new TextWeights();
  private final MetaElements metas = new MetaElements();
  private final ContentMarks marks = new ContentMarks();
  private final ConcealedBody concealed = new ConcealedBody();
  private final List<Element> jsonLd = new ArrayList<>();
  private final List<Element> tagLinks = new ArrayList<>();
  private final List<Element> titles = new ArrayList<>();
  private final List<Element> frames = new ArrayList<>();
  private @Nullable Element time;
  private @Nullable Element canonical;
  private final Deque<TextWeights.Weight> open = new ArrayDeque<>();

  /** What is below the outermost element that is never content, while the walk is in one. */
  private @Nullable Element deadRoot;

  private int elements;
  private int linkDepth;
  private int bodyDepth;
  private int articleDepth;

  private PageScan() {}

  static PageScan of(Document page) {
    PageScan scan = new PageScan();
    scan.walk(page);
    return scan;
  }

  /** The walk costs half of what jsoup's own does, which allows for trees that change meanwhile. */
  private void walk(Document page) {
    Element[] path = new Element[FIRST_DEPTH];
    int[] next = new int[FIRST_DEPTH];
    int depth = 0;
    path[0] = page;
    while (true) {
      Element parent = path[depth];
      if (next[depth] == parent.childNodeSize()) {
        if (depth == 0) {
          return;
        }
        depth--;
        exit(parent);
        continue;
      }
      Node child = parent.childNode(next[depth]++);
      if (child instanceof TextNode text) {
        text(text);
      } else if (child instanceof Element element) {
        enter(element);
        if (element.childNodeSize() == 0) {
          exit(element);
          continue;
        }
        if (++depth == path.length) {
          path = Arrays.copyOf(path, 2 * depth);
          next = Arrays.copyOf(next, 2 * depth);
        }
        path[depth] = element;
        next[depth] = 0;
      }
    }
  }

  TextWeights weights() {
    return weights;
  }

  MetaElements metas() {
    return metas;
  }

  ContentMarks marks() {
    return marks;
  }

  ConcealedBody concealed() {
    return concealed;
  }

  /** Scripts of JSON-LD. */
  List<Element> jsonLd() {
    return jsonLd;
  }

  /** Links that name a tag of the page. */
  List<Element> tagLinks() {
    return tagLinks;
  }

  /** The h1 elements, also those that are no content. */
  List<Element> titles() {
    return titles;
  }

  List<Element> frames() {
    return frames;
  }

  /** The first time that is likely the page's own. */
  @Nullable Element time() {
    return time;
  }

  @Nullable Element canonical() {
    return canonical;
  }

  private void text(TextNode text) {
    TextWeights.Weight weight = open.peek();
    if (weight != null) {
      weight.addText(TextWeights.characters(text.getWholeText()), linkDepth > 0);
    }
  }

  private void enter(Element element) {
    notice(element);
    elements++;
    boolean body = element.nameIs("body");
    if (body) {
      bodyDepth++;
    }
    if (bodyDepth == 0) {
      return;
    }
    linkDepth += isLink(element) ? 1 : 0;
    if (deadRoot != null) {
      return;
    }
    if (!body && Furniture.isNeverContent(element)) {
      deadRoot = element;
    }
    open.push(new TextWeights.Weight(elements));
  }

  private void notice(Element element) {
    switch (element.normalName()) {
      case "meta" -> metas.add(element);
      case "link" -> {
        if (canonical == null && element.attr("rel").equalsIgnoreCase("canonical")) {
          canonical = element;
        }
      }
      case "script" -> {
        if (element.attributesSize() > 0
            && element.attr("type").equalsIgnoreCase("application/ld+json")) {
          remember(jsonLd, element);
        }
      }
      case "a" -> {
        if (element.attr("rel").equalsIgnoreCase("tag")) {
          remember(tagLinks, element);
        }
      }
      case "article", "header", "main" -> articleDepth++;
      case "h1" -> remember(titles, element);
      case "frame" -> remember(frames, element);
      case "time" -> {
        if (time == null && element.hasAttr("datetime") && isOwnTime(element)) {
          time = element;
        }
      }
      default -> {}
    }
  }

  private boolean isOwnTime(Element element) {
    return articleDepth > 0
        || element.hasAttr("pubdate")
        || element.attr("itemprop").equals("datePublished");
  }

  private static void remember(List<Element> list, Element element) {
    if (list.size() < MAX_REMEMBERED) {
      list.add(element);
    }
  }

  private void exit(Element element) {
    switch (element.normalName()) {
      case "article", "header", "main" -> articleDepth--;
      default -> {}
    }
    if (bodyDepth > 0) {
      leave(element);
    }
    if (element.nameIs("body")) {
      bodyDepth--;
    }
  }

  private void leave(Element element) {
    boolean link = isLink(element);
    linkDepth -= link ? 1 : 0;
    if (deadRoot != null && deadRoot != element) {
      return;
    }
    TextWeights.Weight weight = open.pop();
    weight.end(elements);
    if (deadRoot == element) {
      deadRoot = null;
      concealed.offer(element, weight);
      return;
    }
    if (link) {
      weight.addLink(element.attr("href").startsWith("#"));
    }
    int level = Headings.level(element);
    if (level > 0) {
      weight.addHeading(level);
    }
    weights.put(element, weight);
    marks.offer(element, weight);
    TextWeights.Weight parent = open.peek();
    if (parent != null) {
      weight.addTo(parent, element.nameIs("pre") || element.nameIs("table"));
    }
  }

  private static boolean isLink(Element element) {
    return element.nameIs("a") && element.hasAttr("href");
  }
}
