package dev.docent.serving.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same search by each scorer side by side, with what each moved from where BM25 has it. */
final class ComparePage {
  static final String PATH = "/compare";

  private ComparePage() {}

  /**
   * The same search in one of the orders.
   *
   * @param order that was asked for; the answer says what it came to be
   */
  record Column(SearchRequest.Order order, SearchAnswer answer) {}

  /**
   * The page.
   *
   * @param request what was asked; its order doesn't matter
   * @param columns one a scorer, BM25's first
   */
  static String of(SearchPage page, SearchRequest request, List<Column> columns) {
    String query = request.query();
    Html html =
        page.start("Compare " + query + " - Docent", query, "compare", false, request.narrowing());
    html.open("h1", "class", "like").text("Compare ").element("em", query).close();
    if (!request.filters().isEmpty()) {
      html.open("p", "class", "facets").text("The search is narrowed. ");
      html.element("a", "Compare everything", "href", link(query, "")).close();
    }
    Map<String, Integer> bm25 = new HashMap<>();
    columns.get(0).answer().results().forEach(one -> bm25.put(one.article().id(), one.rank()));
    html.open("div", "class", "columns");
    for (Column column : columns) {
      column(html, column, bm25);
    }
    html.close();
    return SearchPage.end(html);
  }

  /**
   * The address of the page.
   *
   * @param filters parameters that each begin with '&'
   */
  static String link(String query, String filters) {
    return PATH + "?q=" + SearchPage.encoded(query) + filters;
  }

  private static void column(Html html, Column column, Map<String, Integer> bm25) {
    SearchAnswer answer = column.answer();
    html.open("section").element("h2", name(column.order()));
    if (column.order() == SearchRequest.Order.BEST) {
      SearchPage.unranked(html, answer.ranking());
    }
    if (answer.results().isEmpty()) {
      html.element("p", "Nothing found.");
    }
    html.open("ol");
    for (SearchAnswer.Result result : answer.results()) {
      html.open("li");
      SearchPage.link(html, result.section().link(), "main");
      html.text(result.article().title().text()).close();
      moved(html, result, bm25);
      html.close();
    }
    html.close().close();
  }

  private static String name(SearchRequest.Order order) {
    return switch (order) {
      case BEST -> "BM25 and BERT";
      case BM25 -> "BM25";
      case LSA -> "LSA";
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
