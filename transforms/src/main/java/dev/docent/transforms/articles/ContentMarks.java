package dev.docent.transforms.articles;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Elements that a page marks as its content, by how narrow the mark is meant. */
final class ContentMarks {
  private static final int MAX_A_KIND = 1000;

  private static final Set<String> IDS =
      Set.of(
          "mw-content-text",
          "content",
          "main-content",
          "maincontent",
          "main",
          "article-body",
          "articlebody",
          "page-content",
          "docs-content",
          "readme");
  private static final Set<String> CLASSES =
      Set.of(
          "md-content",
          "theme-doc-markdown",
          "markdown-body",
          "post-content",
          "post-body",
          "entry-content",
          "article-content",
          "article-body",
          "article__body",
          "story-body",
          "rst-content",
          "documentation",
          "main-content",
          "page-content",
          "notion-page-content",
          "govspeak",
          "gh-content");

  /** From wide to narrow; a mark counts inside the one before. */
  enum Kind {
    MAIN,
    ARTICLE,
    NAMED
  }

  record Mark(Element element, TextWeights.Weight weight) {}

  private final List<List<Mark>> marks =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  /** Takes an element if it is marked; inner elements are offered before those around them. */
  void offer(Element element, TextWeights.Weight weight) {
    if (weight.textOutsideLinks() == 0) {
      return;
    }
    if (element.nameIs("main")) {
      add(Kind.MAIN, element, weight);
    } else if (element.nameIs("article")) {
      add(Kind.ARTICLE, element, weight);
    }
    if (element.attributesSize() == 0) {
      return;
    }
    Attributes attributes = element.attributes();
    if (attributes.get("role").equalsIgnoreCase("main")) {
      add(Kind.MAIN, element, weight);
    }
    if (attributes.get("itemprop").equals("articleBody")) {
      add(Kind.ARTICLE, element, weight);
    }
    if (IDS.contains(attributes.get("id").toLowerCase(java.util.Locale.ROOT))
        || hasClass(attributes.get("class"))) {
      add(Kind.NAMED, element, weight);
    }
  }

  private static boolean hasClass(String names) {
    int length = names.length();
    int start = 0;
    while (start < length) {
      int end = names.indexOf(' ', start);
      end = end < 0 ? length : end;
      if (end > start && CLASSES.contains(names.substring(start, end))) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private void add(Kind kind, Element element, TextWeights.Weight weight) {
    List<Mark> list = marks.get(kind.ordinal());
    if (list.size() < MAX_A_KIND) {
      list.add(new Mark(element, weight));
    }
  }

  /** The mark of a kind with most text strictly inside an element; of equal ones the outermost. */
  @Nullable Mark heaviest(Kind kind, TextWeights.Weight in) {
    Mark heaviest = null;
    for (Mark mark : marks.get(kind.ordinal())) {
      boolean more =
          heaviest == null
              || mark.weight().textOutsideLinks() >= heaviest.weight().textOutsideLinks();
      if (more && in.holds(mark.weight())) {
        heaviest = mark;
      }
    }
    return heaviest;
  }
}
