package dev.docent.serving.web;

import dev.docent.serving.search.Passage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page: a search box and what it found; complete without JavaScript. */
final class SearchPage {
  private final int sections;
  private final @Nullable String model;

  /**
   * @param sections how many sections can be found
   * @param model what is said of the model, such as {@code docent 3}; null where there is none
   */
  SearchPage(int sections, @Nullable String model) {
    this.sections = sections;
    this.model = model;
  }

  /** The page before anything was searched for. */
  String home() {
    Html html = start("Docent", "", true);
    html.open("div", "class", "intro");
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "%,d sections, ranked by %s.",
            sections,
            model == null ? "BM25" : "BM25 and BERT (" + model + ")"));
    html.open("p", "class", "keys").element("kbd", "/").text(" to search, ");
    html.element("kbd", "\u2191").text(" ").element("kbd", "\u2193");
    html.text(" to move, ").element("kbd", "Enter").text(" to open").close();
    html.close();
    return end(html);
  }

  /** The page of a request that can't be answered. */
  String problem(String query, String title, String detail) {
    Html html = start(title + " - Docent", query, false);
    html.open("div", "class", "nothing", "role", "alert");
    html.element("h1", title).element("p", detail).close();
    return end(html);
  }

  /** The page of what is like a section. */
  String like(SearchAnswer answer) {
    Html html = start("Like " + answer.query() + " - Docent", "", false);
    html.open("h1", "class", "like").text("Like ").element("em", answer.query()).close();
    html.open("ol", "class", "results");
    answer.results().forEach(result -> result(html, result, null));
    html.close();
    return end(html);
  }

  /**
   * The page of results.
   *
   * @param request what was asked; the links to other pages ask likewise
   * @param marks what the reader is asked to tell; null where nothing is kept
   */
  String results(SearchAnswer answer, SearchRequest request, @Nullable FeedbackMarks marks) {
    String parameters = request.manner() + request.filters();
    Html html =
        start(answer.query() + " - Docent", answer.query(), "found", false, request.narrowing());
    html.element("h1", "Results for " + answer.query(), "class", "unseen");
    status(html, answer, request);
    suggestion(html, answer, request);
    facets(html, answer, request);
    if (answer.results().isEmpty()) {
      nothing(html, answer, parameters);
    } else {
      html.open("ol", "class", "results", "start", String.valueOf(answer.from() + 1));
      answer.results().forEach(result -> result(html, result, marks));
      html.close();
      pages(html, answer, parameters);
    }
    return end(html);
  }

  private Html start(String title, String query, boolean focus) {
    return start(title, query, focus ? "home" : "found", focus, Map.of());
  }

  /**
   * Opens a page down to its main part.
   *
   * @param look the class of its body
   * @param focus whether the box has the focus
   * @param narrowing what the next search is narrowed by too, by the parameters' names
   */
  Html start(
      String title, String query, String look, boolean focus, Map<String, String> narrowing) {
    Html html = new Html();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title);
    html.empty("link", "rel", "icon", "href", Assets.ICON.path());
    html.empty("link", "rel", "stylesheet", "href", Assets.STYLE.path());
    html.open("script", "src", Assets.SCRIPT.path(), "defer", "").close();
    html.close();
    html.open("body", "class", look);
    html.open("header");
    html.element("a", "Docent", "class", "name", "href", "/");
    html.open("form", "role", "search", "action", "/", "method", "get");
    html.element("label", "Search the articles", "for", "q", "class", "unseen");
    html.empty(
        "input",
        "id",
        "q",
        "name",
        "q",
        "type",
        "search",
        "value",
        query,
        "placeholder",
        "Search the articles",
        "maxlength",
        String.valueOf(SearchRequest.MAX_QUERY),
        "autocomplete",
        "off",
        "autocapitalize",
        "off",
        "enterkeyhint",
        "search",
        "required",
        "",
        "autofocus",
        focus ? "" : null);
    narrowing.forEach(
        (name, value) -> html.empty("input", "type", "hidden", "name", name, "value", value));
    html.element("button", "Search");
    html.close().close();
    html.open("main");
    return html;
  }

  static String end(Html html) {
    return html.close().close().close().document();
  }

  private static void status(Html html, SearchAnswer answer, SearchRequest request) {
    html.open("p", "class", "status", "role", "status");
    int total = answer.total();
    html.element("span", total + (total == 1 ? " article" : " articles"));
    html.element("span", String.format(Locale.ROOT, "%.0f ms", Math.max(1, answer.tookMillis())));
    html.element("span", order(answer.ranking()));
    html.element("a", "Compare", "href", ComparePage.link(answer.query(), request.filters()));
    html.close();
    unranked(html, answer.ranking());
  }

  private static String order(SearchAnswer.RankedBy by) {
    if (!by.isFused()) {
      return "in %s order".formatted(by.method().toUpperCase(Locale.ROOT));
    }
    SearchAnswer.ModelName model = by.model();
    return "ranked by BM25 and BERT"
        + (model == null ? "" : " (" + model.name() + " " + model.version() + ")")
        + by.extent();
  }

  /** Says why the model has no part in an order that it should have a part in. */
  static void unranked(Html html, SearchAnswer.RankedBy by) {
    if (!by.isFused() && !SearchAnswer.AS_ASKED.equals(by.reason())) {
      html.open("p", "class", "notice").element("strong", "BERT did not rank these results");
      html.text(by.reason() == null ? "." : ": " + by.reason() + ".").close();
    }
  }

  private static void suggestion(Html html, SearchAnswer answer, SearchRequest request) {
    String mended = answer.suggestion();
    if (mended != null) {
      html.open("p", "class", "suggestion").text("Did you mean ");
      html.element("a", mended, "href", "/?q=" + encoded(mended) + request.filters())
          .text("?")
          .close();
    }
  }

  /** Links that narrow the search to what many of the articles found have in common. */
  private static void facets(Html html, SearchAnswer answer, SearchRequest request) {
    String all = "/?q=" + encoded(answer.query()) + request.manner();
    if (!request.filters().isEmpty()) {
      html.open("p", "class", "facets").text("The search is narrowed. ");
      html.element("a", "Search everything", "href", all).close();
      return;
    }
    if (answer.results().size() < 2) {
      return;
    }
    html.open("nav", "class", "facets", "aria-label", "Narrow the search");
    SearchAnswer.Facets facets = answer.facets();
    facet(html, all, "Topic", facets.topics(), one -> "&topic=" + encoded(one.value()));
    facet(
        html,
        all,
        "Year",
        facets.years(),
        one -> "&after=%s-01-01&before=%s-12-31".formatted(one.value(), one.value()));
    facet(html, all, "Tag", facets.tags(), one -> "&tag=" + encoded(one.value()));
    html.close();
  }

  private static void facet(
      Html html,
      String all,
      String name,
      List<SearchAnswer.Facet> values,
      Function<SearchAnswer.Facet, String> filter) {
    if (values.size() < 2) {
      return;
    }
    html.open("p").element("span", name, "class", "facet");
    for (SearchAnswer.Facet one : values.subList(0, Math.min(5, values.size()))) {
      html.open("a", "href", all + filter.apply(one));
      html.text(one.label() + " ").element("small", String.valueOf(one.articles())).close();
    }
    html.close();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void nothing(Html html, SearchAnswer answer, String parameters) {
    html.open("div", "class", "nothing");
    if (answer.total() == 0) {
      html.open("p").text("Nothing found for ").element("strong", answer.query()).text(".").close();
      html.element("p", "Try fewer words, other words, or the singular.");
    } else {
      html.element("p", "There are no further results.");
      html.open("p").element("a", "Back to the first", "href", href(answer, 0, parameters)).close();
    }
    html.close();
  }

  /** The address of the page of a request. */
  static String address(SearchRequest request) {
    return "/?"
        + request.parameters().entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static @Nullable String leading(
      SearchAnswer.Hit hit, int rank, @Nullable FeedbackMarks marks) {
    return marks == null || hit.link() == null ? hit.link() : marks.click(hit, rank);
  }

  private static void result(Html html, SearchAnswer.Result result, @Nullable FeedbackMarks marks) {
    SearchAnswer.Hit best = result.section();
    html.open("li", "class", "result").open("article");
    html.open("h2");
    link(html, leading(best, result.rank(), marks), "main");
    html.passage(result.article().title());
    html.close().close();
    where(html, result.article(), best);
    html.open("p", "class", "passage").passage(best.passage()).close();
    why(html, best, result.rank(), marks);
    if (!result.more().isEmpty()) {
      html.open("ul", "class", "more");
      result.more().forEach(hit -> further(html, hit, result.rank(), marks));
      html.close();
    }
    html.close().close();
  }

  /** Opens a link, or plain text where there is no web address. */
  static void link(Html html, @Nullable String link, String kind) {
    if (link == null) {
      html.open("span", "class", kind);
    } else {
      html.open("a", "class", kind, "href", link);
    }
  }

  private static void where(Html html, SearchAnswer.ArticleHead article, SearchAnswer.Hit hit) {
    html.open("p", "class", "where");
    headings(html, hit.headings());
    String url = article.url();
    html.element("span", url == null ? article.id() : shown(url), "class", "url");
    if (article.published() != null) {
      html.element("time", article.published(), "datetime", article.published());
    }
    html.close();
  }

  private static void headings(Html html, List<Passage> headings) {
    if (headings.isEmpty()) {
      return;
    }
    html.open("span", "class", "headings");
    for (int i = 0; i < headings.size(); i++) {
      html.text(i == 0 ? "" : " \u203a ").passage(headings.get(i));
    }
    html.close();
  }

  private static void why(
      Html html, SearchAnswer.Hit hit, int rank, @Nullable FeedbackMarks marks) {
    html.open("div", "class", "why");
    html.open("span", "title", "BM25 score " + score(hit.bm25().score()));
    html.text("BM25 ").element("b", "#" + hit.bm25().rank()).close();
    if (hit.model() != null) {
      html.open("span", "title", "BERT's score of the section's best window");
      html.text("BERT ").element("b", score(hit.model().score())).close();
      int moved = hit.bm25().rank() - hit.rank();
      if (moved != 0) {
        html.element(
            "span",
            (moved > 0 ? "\u2191" : "\u2193") + Math.abs(moved),
            "class",
            moved > 0 ? "up" : "down",
            "title",
            "BERT moved it %s by %d among sections"
                .formatted(moved > 0 ? "up" : "down", Math.abs(moved)));
      }
    }
    if (marks != null) {
      marks.helpful(html, hit, rank);
    }
    html.element("a", "Similar", "class", "similar", "href", "/?like=" + encoded(hit.id()));
    html.close();
  }

  private static void further(
      Html html, SearchAnswer.Hit hit, int rank, @Nullable FeedbackMarks marks) {
    html.open("li");
    link(html, leading(hit, rank, marks), "section");
    if (hit.headings().isEmpty()) {
      html.text("Introduction");
    } else {
      html.passage(hit.headings().get(hit.headings().size() - 1));
    }
    html.close();
    html.open("span", "class", "brief").passage(hit.passage()).close().close();
  }

  private static void pages(Html html, SearchAnswer answer, String parameters) {
    int next = answer.from() + answer.size();
    boolean hasNext = next < answer.total() && next <= SearchRequest.MAX_FROM;
    if (answer.from() == 0 && !hasNext) {
      return;
    }
    html.open("nav", "class", "pages", "aria-label", "Pages");
    if (answer.from() > 0) {
      int previous = Math.max(0, answer.from() - answer.size());
      html.element(
          "a", "\u2190 Previous", "rel", "prev", "href", href(answer, previous, parameters));
    }
    if (hasNext) {
      html.element("a", "Next \u2192", "rel", "next", "href", href(answer, next, parameters));
    }
    html.close();
  }

  private static String href(SearchAnswer answer, int from, String parameters) {
    StringBuilder href = new StringBuilder("/?q=");
    href.append(URLEncoder.encode(answer.query(), StandardCharsets.UTF_8)).append(parameters);
    if (from > 0) {
      href.append("&from=").append(from);
    }
    if (answer.size() != SearchRequest.DEFAULT_SIZE) {
      href.append("&size=").append(answer.size());
    }
    return href.toString();
  }

  /** An address as people read it: without scheme, and not percent-encoded. */
  private static String shown(String url) {
    URI uri = URI.create(url);
    String path = uri.getPath() == null ? "" : uri.getPath();
    return uri.getAuthority() + (path.equals("/") ? "" : path);
  }

  private static String score(float score) {
    return String.format(Locale.ROOT, "%.2f", score);
  }
}
