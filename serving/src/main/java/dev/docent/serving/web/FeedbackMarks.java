package dev.docent.serving.web;

import org.jspecify.annotations.Nullable;

/**
 * What a page of results asks its reader to tell.
 *
 * @param ranking what made the order
 * @param noted the section that was just called helpful; null for none
 */
record FeedbackMarks(SearchRequest request, String ranking, @Nullable String noted) {

  /** The address that notes a click and leads on to the section. */
  String click(SearchAnswer.Hit hit, int rank) {
    return "%s?q=%s&section=%s&rank=%d&by=%s"
        .formatted(
            FeedbackPages.CLICK,
            SearchPage.encoded(request.query()),
            SearchPage.encoded(hit.id()),
            rank,
            ranking);
  }

  /** The button, or the thanks for having pressed it. */
  void helpful(Html html, SearchAnswer.Hit hit, int rank) {
    if (hit.id().equals(noted)) {
      html.element("span", "Noted, thank you", "class", "helpful", "role", "status");
      return;
    }
    html.open("form", "method", "post", "action", FeedbackPages.HELPFUL, "class", "helpful");
    request
        .parameters()
        .forEach(
            (name, value) -> html.empty("input", "type", "hidden", "name", name, "value", value));
    html.empty("input", "type", "hidden", "name", "section", "value", hit.id());
    html.empty("input", "type", "hidden", "name", "rank", "value", Integer.toString(rank));
    html.empty("input", "type", "hidden", "name", "by", "value", ranking);
    html.element("button", "Helpful", "aria-label", "Helpful: result " + rank);
    html.close();
  }
}
