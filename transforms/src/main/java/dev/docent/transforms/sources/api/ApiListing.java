package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.workspace.Hashes;
import dev.docent.transforms.fetch.Secrets;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.Listings;
import dev.docent.transforms.sources.Origin;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.WebClient;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks an API for all items of a window, page after page. The whole listing is read, or the reading
 * fails: a missing part would look like deleted articles.
 */
public final class ApiListing {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_EMPTY = 1000;
  private static final int MAX_LISTINGS = 3;

  private final URI api;
  private final ApiDescription description;
  private final Span window;
  private final WebClient web;
  private final Secrets secrets;
  private final ItemReader items;
  private long requests;

  /** How one listing ended: how many items the API says there are, -1 where it doesn't. */
  private record End(long total) {}

  /** A listing of the items of an API in a window. */
  public ApiListing(
      URI api,
      ApiDescription description,
      Span window,
      long maxPageBytes,
      WebClient web,
      ListingSink sink) {
    this.api = api;
    this.description = description;
    this.window = window;
    this.web = web;
    this.secrets = description.auth() == null ? Secrets.NONE : description.auth().secrets();
    this.items = new ItemReader(description, window, maxPageBytes, sink);
  }

  /**
   * Lists. Where the API states a total and fewer items came, since articles were changed or
   * removed between two pages, the listing is repeated; each item is handed on once.
   *
   * @throws UserException if an answer is none, the paging goes round, or a limit is passed
   */
  public void run() throws IOException {
    for (int listing = 1; ; listing++) {
      End end = once();
      if (end.total() <= items.distinct()) {
        return;
      }
      if (listing == MAX_LISTINGS) {
        throw new UserException(
            "%s says that there are %d items, and gave %d different ones in %d listings"
                .formatted(api, end.total(), items.distinct(), listing));
      }
    }
  }

  private End once() throws IOException {
    Query query = Query.of(api);
    for (var parameter : description.query().entrySet()) {
      query = query.with(parameter.getKey(), parameter.getValue());
    }
    Optional<URI> next =
        Optional.of(description.paging().start(description.window().set(query, window)));
    Map<URI, Long> asked = new HashMap<>();
    Map<String, Long> bodies = new HashMap<>();
    long taken = 0;
    long total = -1;
    int empty = 0;
    for (long page = 1; next.isPresent(); page++) {
      URI url = next.get();
      Long before = asked.putIfAbsent(url, page);
      if (before != null) {
        throw loops(page, before, "leads back to " + url);
      }
      Optional<WebClient.Response> response = ask(url, page);
      if (response.isEmpty()) {
        break;
      }
      JsonNode body = json(url, response.get());
      JsonNode array = array(url, body);
      taken += array.size();
      if (array.size() > 0) {
        before = bodies.putIfAbsent(Hashes.sha256(response.get().body()), page);
        if (before != null) {
          throw loops(page, before, "is the same as before; is 'paging' described rightly?");
        }
      }
      empty = array.size() == 0 ? empty + 1 : 0;
      if (empty > MAX_EMPTY) {
        throw new UserException("%s gave %d empty pages in succession".formatted(api, empty));
      }
      if (taken > description.maxItems()) {
        throw new UserException(
            "%s gave more than %d items; raise limits.items in the file of --api"
                .formatted(api, description.maxItems()));
      }
      for (int i = 0; i < array.size(); i++) {
        items.read(array.get(i), response.get().url(), "page %d item %d".formatted(page, i + 1));
      }
      total = Paging.number(description.paging().total(), response.get(), body, -1);
      next =
          description
              .paging()
              .next(url, response.get(), body, page, taken, array.size())
              .map(one -> URI.create(secrets.removedFrom(one.toString())));
    }
    return new End(total);
  }

  /** An answer; empty where its status says that the last page was the last. */
  private Optional<WebClient.Response> ask(URI url, long page) {
    if (++requests > description.maxRequests()) {
      throw new UserException(
          "%s takes more than %d requests; raise limits.requests in the file of --api"
              .formatted(api, description.maxRequests()));
    }
    Map<String, String> headers = new TreeMap<>(description.headers());
    headers.putIfAbsent("Accept", "application/json, application/feed+json;q=0.9, */*;q=0.1");
    boolean own = Origin.of(url).equals(Origin.of(api));
    WebClient.Response response;
    try {
      response =
          web.get(
              new WebClient.Request(
                  url, headers, own ? secrets : Secrets.NONE, description.maxBytes(), false));
    } catch (IOException e) {
      throw new UserException("%s: no answer: %s".formatted(url, Listings.message(e)), e);
    }
    int status = response.status();
    if (page > 1 && description.paging().endStatus().contains(status)) {
      return Optional.empty();
    }
    if (status == 401 || status == 403) {
      throw new UserException(
          "%s answers with HTTP status %d: %s"
              .formatted(
                  url,
                  status,
                  description.auth() == null
                      ? "it wants a token; say where it lies by auth in the file of --api"
                      : "it refuses the token of the " + description.auth().place()));
    }
    if (status != 200) {
      throw new UserException("%s answers with HTTP status %d".formatted(url, status));
    }
    return Optional.of(response);
  }

  private static JsonNode json(URI url, WebClient.Response response) throws IOException {
    try {
      JsonNode body = JSON.readTree(response.body());
      if (!body.isMissingNode()) {
        return body;
      }
    } catch (JacksonException e) {
      throw new UserException(
          "%s answers with no valid JSON: %s".formatted(url, e.getOriginalMessage()), e);
    }
    throw new UserException("%s answers with an empty body instead of JSON".formatted(url));
  }

  private JsonNode array(URI url, JsonNode body) {
    JsonNode array = description.items().first(body);
    if (array != null && array.isArray()) {
      return array;
    }
    StringBuilder names = new StringBuilder();
    body.fieldNames().forEachRemaining(name -> names.append(" /").append(name));
    throw new UserException(
        "%s: there is no array of items at '%s'; the answer is %s"
            .formatted(
                url,
                description.items().text(),
                body.isObject() ? "an object with" + names : "a " + body.getNodeType()));
  }

  private UserException loops(long page, long before, String how) {
    return new UserException(
        "%s: the paging goes round: page %d %s (page %d)".formatted(api, page, how, before));
  }
}
