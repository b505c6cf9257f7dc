package dev.docent.serving.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.docent.records.Feedback;
import dev.docent.records.FeedbackKind;
import dev.docent.serving.feedback.FeedbackStore;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes clicks and 'helpful', without JavaScript: a click by a link that leads on to the section's
 * own address, 'helpful' by a form that leads back to the results.
 */
final class FeedbackPages {
  static final String CLICK = "/go";
  static final String HELPFUL = "/helpful";

  private static final Set<String> RANKINGS = Set.of("fused", "bm25", "lsa");

  private final FeedbackStore store;
  private final RequestMetrics metrics;
  private final Clock clock;

  FeedbackPages(FeedbackStore store, RequestMetrics metrics, Clock clock) {
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Notes a click and leads on; only to where a section of the index really is. */
  HttpResponse click(ServiceRequestContext context, LiveSearch.Opened opened) {
    QueryParams parameters = context.queryParams();
    Optional<String> link = opened.search().linkOf(parameters.get("section", ""));
    if (link.isEmpty()) {
      return WebErrors.response(HttpStatus.NOT_FOUND);
    }
    if (isOwn(context.request()) && context.method() == HttpMethod.GET) {
      keep(FeedbackKind.CLICK, parameters, opened);
    }
    return seeOther(link.get());
  }

  /** Notes that a section was of help and leads back. */
  HttpResponse helpful(HttpRequest request, QueryParams form, LiveSearch.Opened opened) {
    String section = form.get("section", "");
    if (opened.search().isSection(section) && isOwn(request)) {
      keep(FeedbackKind.HELPFUL, form, opened);
    }
    try {
      SearchRequest back = SearchRequest.of(form::get);
      return seeOther(SearchPage.address(back) + "&noted=" + SearchPage.encoded(section));
    } catch (BadRequestException e) {
      return Responses.problem(e);
    }
  }

  /** Another site's page may lead here, but not speak for its visitors. */
  private static boolean isOwn(HttpRequest request) {
    String site = request.headers().get("sec-fetch-site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private void keep(FeedbackKind kind, QueryParams parameters, LiveSearch.Opened opened) {
    Feedback mark = mark(kind, parameters, opened.release());
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (mark == null) {
      metrics.count("docent_feedback_total{kind=\"%s\",outcome=\"invalid\"}".formatted(name));
      return;
    }
    String outcome = store.add(mark).name().toLowerCase(Locale.ROOT).replace('_', '-');
    metrics.count("docent_feedback_total{kind=\"%s\",outcome=\"%s\"}".formatted(name, outcome));
  }

  /** Null where something of it can't be. */
  private @Nullable Feedback mark(FeedbackKind kind, QueryParams parameters, String release) {
    String query = parameters.get("q", "").strip();
    String rank = parameters.get("rank", "");
    String ranking = parameters.get("by", "");
    if (query.isEmpty()
        || query.codePointCount(0, query.length()) > SearchRequest.MAX_QUERY
        || !rank.matches("[1-9][0-9]{0,3}")
        || !RANKINGS.contains(ranking)) {
      return null;
    }
    return Feedback.newBuilder()
        .setDay(LocalDate.now(clock).toString())
        .setKind(kind)
        .setQuery(query)
        .setSectionId(parameters.get("section", ""))
        .setRank(Integer.parseInt(rank))
        .setRanking(ranking)
        .setRelease(release)
        .build();
  }

  private static HttpResponse seeOther(String address) {
    ResponseHeaders headers =
        Responses.headers(HttpStatus.SEE_OTHER, MediaType.PLAIN_TEXT_UTF_8, "no-store");
    return HttpResponse.of(
        headers.toBuilder()
            .set(HttpHeaderNames.LOCATION, URI.create(address).toASCIIString())
            .build());
  }
}
