package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.transforms.sources.WebClient;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an API gives its items a page at a time.
 *
 * @param parameter that takes the page's number, the offset or the cursor
 * @param first the number of the first page, or the first offset
 * @param sizeParameter that takes the number of items, null for none
 * @param size items to ask for at a time
 * @param cursor where the next page's cursor or URL stands in an answer
 * @param total where the number of all items stands: a pointer, or a header's name
 * @param totalPages where the number of pages stands, likewise
 * @param endStatus statuses that mean, after the first page, that there are no more
 */
record Paging(
    Kind kind,
    String parameter,
    long first,
    @Nullable String sizeParameter,
    int size,
    @Nullable Pointer cursor,
    @Nullable String total,
    @Nullable String totalPages,
    List<Integer> endStatus)
    implements Serializable {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern NEXT =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:next\\b|\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\")");

  enum Kind {
    NONE,
    PAGE,
    OFFSET,
    CURSOR,
    LINK
  }

  /** The URL of the first page. */
  URI start(Query query) {
    Query sized = sizeParameter == null ? query : query.with(sizeParameter, Integer.toString(size));
    return (kind == Kind.PAGE || kind == Kind.OFFSET
            ? sized.with(parameter, Long.toString(first))
            : sized)
        .url();
  }

  /**
   * The URL of the page after this one; empty after the last.
   *
   * @param page how many pages came, this one included
   * @param taken how many items came, this page's included
   * @param items of this page
   */
  Optional<URI> next(
      URI asked, WebClient.Response response, JsonNode body, long page, long taken, int items) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case PAGE ->
          items == 0 || page >= number(totalPages, response, body, Long.MAX_VALUE)
              ? Optional.empty()
              : Optional.of(Query.of(asked).with(parameter, Long.toString(first + page)).url());
      case OFFSET ->
          items == 0 || taken >= number(total, response, body, Long.MAX_VALUE)
              ? Optional.empty()
              : Optional.of(Query.of(asked).with(parameter, Long.toString(first + taken)).url());
      case CURSOR -> {
        String value = cursor == null ? null : cursor.text(body);
        yield value == null || value.equals("false")
            ? Optional.empty()
            : Optional.of(at(asked, value));
      }
      case LINK -> link(response);
    };
  }

  /** The number at a pointer or in a header. */
  static long number(
      @Nullable String where, WebClient.Response response, JsonNode body, long otherwise) {
    if (where == null) {
      return otherwise;
    }
    String text =
        where.startsWith("/")
            ? new Pointer(where).text(body)
            : response.header(where).map(String::strip).orElse(null);
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
  }

  /** A cursor may be a URL itself, whole or relative, or a value of the parameter. */
  private URI at(URI asked, String cursor) {
    if (parameter.isEmpty() || cursor.matches("(?is)https?://.*")) {
      return asked.resolve(URI.create(cursor.replace(" ", "%20")));
    }
    return Query.of(asked).with(parameter, cursor).url();
  }

  /** The target of rel=next in the Link headers (RFC 8288). */
  private static Optional<URI> link(WebClient.Response response) {
    for (String header : response.headers().getOrDefault("link", List.of())) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return Optional.of(response.url().resolve(URI.create(link.group(1).strip())));
        }
      }
    }
    return Optional.empty();
  }
}
