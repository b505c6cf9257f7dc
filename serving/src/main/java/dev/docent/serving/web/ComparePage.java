package dev.docent.serving.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same search by each scorer side by side, with what each moved from where BM25 has it. */
final class ComparePage {
  static final String PATH = "/compare";

  private ComparePage() {}

  /**
   * The page.
   *
   * @param columns one a scorer, BM25's first
   */
  static String of(SearchPage page, String query, List<SearchAnswer> columns) {
    Html html = page.start("Compare " + query + " - Docent", query, "compare", false);
    html.open("h1", "class", "like").text("Compare ").element("em", query).close();
    Map<String, Integer> bm25 = new HashMap<>();
    columns.get(0).results().forEach(one -> bm25.put(one.article().id(), one.rank()));
    html.open("div", "class", "columns");
    for (SearchAnswer column : columns) {
      column(html, column, bm25);
    }
    html.close();
    return SearchPage.end(html);
  }

  private static void column(Html html, SearchAnswer column, Map<String, Integer> bm25) {
    html.open("section").element("h2", name(column.ranking()));
    if (column.results().isEmpty()) {
      html.element("p", "Nothing found.");
    }
    html.open("ol");
    for (SearchAnswer.Result result : column.results()) {
      html.open("li");
      SearchPage.link(html, result.section().link(), "main");
      html.text(result.article().title().text()).close();
      moved(html, result, bm25);
      html.close();
    }
    html.close().close();
  }

  private static String name(SearchAnswer.RankedBy by) {
    return switch (by.method()) {
      case "fused" -> "BM25 and BERT";
      case "lsa" -> "LSA";
      default -> "BM25";
    };
  }

  private static void moved(Html html, SearchAnswer.Result result, Map<String, Integer> bm25) {
    Integer before = bm25.get(result.article().id());
    html.text(" ");
    if (before == null) {
      html.element("span", "new", "class", "up", "title", "not among BM25's first");
    } else if (before != result.rank()) {
      boolean up = before > result.rank();
      html.element(
          "span",
          (up ? "\u2191" : "\u2193") + Math.abs(before - result.rank()),
          "class",
          up ? "up" : "down",
          "title",
          "BM25 has it at " + before);
    }
  }
}
