package dev.docent.transforms.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Asks one address at a time, politely: within the host's rate, as its robots.txt allows, over a
 * bounded number of redirects, and never at a private address. Safe for use by several threads.
 */
public final class Fetcher implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> MAY_HEAL = Set.of(408, 425, 429, 500, 502, 503, 504);

  private final FetchSettings settings;
  private final Transport transport;
  private final Paces paces;
  private final Robots robots;
  private final @Nullable WebCache cache;

  private Fetcher(FetchSettings settings, AddressGuard guard) {
    this.settings = settings;
    this.transport = new Transport(settings, guard);
    this.paces = Paces.SHARED;
    this.cache = settings.cache() == null ? null : new WebCache(settings.cache());
    this.robots = new Robots(settings.productToken(), new Asking());
  }

  /** Opens connections as they are needed. */
  public static Fetcher open(FetchSettings settings) {
    return open(
        settings,
        new AddressGuard(settings.allowPrivateAddresses(), SystemDefaultDnsResolver.INSTANCE));
  }

  static Fetcher open(FetchSettings settings, AddressGuard guard) {
    return new Fetcher(settings, guard);
  }

  /**
   * Asks, and asks again where that may help: at most {@link FetchSettings#retries()} times, after
   * full jitter over doubling times or as the host's Retry-After says.
   */
  public WebAnswer get(WebRequest request) throws InterruptedException {
    int requests = 0;
    for (int tried = 0; ; tried++) {
      WebAnswer answer = attempt(request);
      requests += answer.requests();
      long wait = waitMillis(answer, tried);
      if (wait < 0) {
        return answer.withRequests(requests);
      }
      TimeUnit.MILLISECONDS.sleep(wait);
    }
  }

  /**
   * How long to wait before the next try.
   *
   * @param tried how many tries came before the one of this answer
   * @return milliseconds; negative: the answer stands
   */
  long waitMillis(WebAnswer answer, int tried) {
    Problem problem = answer.problem();
    if (problem == null || !problem.mayHeal() || tried >= settings.retries()) {
      return -1;
    }
    long asked = Backoff.retryAfterMillis(answer);
    return asked >= 0 ? asked : Backoff.jitterMillis(tried, ThreadLocalRandom.current());
  }

  /**
   * Asks once, following redirects on the URL's own host alone, those of its robots.txt as well.
   *
   * @param chain the URLs that led here, the request's own being the last
   * @param trip what was heard of the request's robots.txt on another host; null elsewhere
   */
  Attempt attempt(WebRequest request, List<String> chain, @Nullable RobotsTrip trip)
      throws InterruptedException {
    return follow(request, chain, trip, true);
  }

  /**
   * Asks for a robots.txt that another host led to, and judges a page by it.
   *
   * @return where the page is to go next
   * @throws FetchException if it may not be asked for
   */
  RobotsTrip robots(RobotsTrip trip, String page) throws FetchException, InterruptedException {
    Robots.Rules rules = robots.ledTo(trip.led());
    if (rules.elsewhere()) {
      return RobotsTrip.to(rules.led());
    }
    rules.check(WebUrls.parse(page));
    return trip.allowed(rules.maxRate());
  }

  /** How robots.txt is asked for. */
  private final class Asking implements Robots.Web {
    @Override
    public WebAnswer get(WebRequest request) throws InterruptedException {
      return Fetcher.this.get(request);
    }

    @Override
    public Attempt getOnOwnHost(WebRequest request, List<String> chain)
        throws InterruptedException {
      for (int tried = 0; ; tried++) {
        Attempt attempt = cached(request, chain, true);
        long wait = attempt.answer() == null ? -1 : waitMillis(attempt.answer(), tried);
        if (wait < 0) {
          return attempt;
        }
        TimeUnit.MILLISECONDS.sleep(wait);
      }
    }
  }

  /** Asks once, following redirects. */
  WebAnswer attempt(WebRequest request) throws InterruptedException {
    return Objects.requireNonNull(cached(request, List.of(request.url()), false).answer());
  }

  private Attempt cached(WebRequest request, List<String> chain, boolean ownHostAlone)
      throws InterruptedException {
    WebCache.@Nullable Kept kept =
        cache == null || !request.cached() ? null : cache.find(request.url());
    WebRequest asked =
        kept == null ? request : request.withValidators(kept.etag(), kept.lastModified());
    Attempt attempt = follow(asked, chain, null, ownHostAlone);
    if (attempt.answer() == null) {
      return attempt;
    }
    WebAnswer answer = attempt.answer().masked(request.secrets());
    if (kept != null && answer.status() == 304) {
      return ended(kept.answer(answer), attempt.chain());
    }
    if (cache != null && request.cached() && answer.ok()) {
      cache.keep(request.url(), answer);
    }
    return ended(answer, attempt.chain());
  }

  private Attempt follow(
      WebRequest request, List<String> before, @Nullable RobotsTrip trip, boolean ownHostAlone)
      throws InterruptedException {
    List<String> chain = new ArrayList<>(before);
    int most = mostRedirects(request);
    int requests = 0;
    while (true) {
      String url = chain.get(chain.size() - 1);
      WebAnswer answer;
      try {
        URI next = WebUrls.parse(url);
        if (ownHostAlone && requests > 0 && leaves(request, next)) {
          return new Attempt(null, chain, requests, List.of());
        }
        double rate = settings.requestsPerSecond();
        if (request.robots() && trip != null && requests == 0) {
          rate = Math.min(rate, trip.rate());
          requests++;
        } else if (request.robots()) {
          Robots.Rules rules = ownHostAlone ? robots.onOwnHost(next) : robots.of(next);
          if (rules.elsewhere()) {
            return new Attempt(null, chain, requests, rules.led());
          }
          requests++;
          rules.check(next);
          rate = Math.min(rate, rules.maxRate());
        } else {
          requests++;
        }
        answer = once(request, next, rate);
      } catch (FetchException e) {
        return ended(WebAnswer.of(url, 0, requests, e.problem()), chain);
      }
      String location = location(answer, request);
      if (!REDIRECTS.contains(answer.status()) || location == null) {
        return ended(settled(answer, request).withRequests(requests), chain);
      }
      Problem problem = null;
      if (chain.size() > most) {
        problem = tooManyRedirects(most, chain, location);
      } else {
        try {
          chain.add(resolve(url, location));
        } catch (FetchException e) {
          problem = e.problem();
        }
      }
      if (problem != null) {
        return ended(WebAnswer.of(url, answer.status(), requests, problem), chain);
      }
    }
  }

  private static Attempt ended(WebAnswer answer, List<String> chain) {
    return new Attempt(answer, chain, answer.requests(), List.of());
  }

  private int mostRedirects(WebRequest request) {
    return request.robots()
        ? settings.maxRedirects()
        : Math.max(settings.maxRedirects(), Robots.MAX_REDIRECTS);
  }

  private static boolean leaves(WebRequest request, URI url) throws FetchException {
    return !Paces.host(url).equals(Paces.host(WebUrls.parse(request.url())));
  }

  private static String resolve(String url, String location) throws FetchException {
    try {
      return WebUrls.parse(url).resolve(new URI(location.replace(" ", "%20"))).toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw Problem.failed("bad-redirect", "leads to '%s', which is no URL".formatted(location))
          .exception();
    }
  }

  /** Where an answer leads, without what the server was sent and repeats. */
  private static @Nullable String location(WebAnswer answer, WebRequest request) {
    String location = answer.header("location");
    return location == null ? null : request.secrets().removedFrom(location.strip());
  }

  private WebAnswer once(WebRequest request, URI url, double rate)
      throws FetchException, InterruptedException {
    Pace pace = paces.of(url);
    WebAnswer answer;
    try (Pace.Slot slot = pace.take(rate)) {
      answer = send(request, url, slot);
    }
    long pause = Backoff.retryAfterMillis(answer);
    // 429 speaks of whoever asks; 503 may be this page's alone, and its own retry waits for it.
    if (pause > 0 && answer.status() == 429) {
      pace.pause(TimeUnit.MILLISECONDS.toNanos(pause));
    }
    return answer;
  }

  private WebAnswer send(WebRequest request, URI url, Pace.Slot slot) throws FetchException {
    Secrets secrets =
        WebUrls.sameOrigin(url, URI.create(request.url())) ? request.secrets() : Secrets.NONE;
    Map<String, String> headers = new TreeMap<>(headers(request));
    headers.putAll(secrets.headers());
    return transport
        .send(secrets.addedTo(url), headers, request.maxBytes(), slot)
        .withUrl(url.toString());
  }

  private static Map<String, String> headers(WebRequest request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put("Accept", request.accept());
    if (request.etag() != null) {
      headers.put("If-None-Match", request.etag());
    }
    if (request.lastModified() != null) {
      headers.put("If-Modified-Since", request.lastModified());
    }
    return headers;
  }

  /** Says what is wrong with a last answer, if anything is. */
  private static WebAnswer settled(WebAnswer answer, WebRequest request) {
    int status = answer.status();
    if ((status >= 200 && status < 300) || (status == 304 && request.conditional())) {
      return answer;
    }
    String detail = "answered with HTTP status %d".formatted(status);
    String reason = "http-" + status;
    return answer.withProblem(
        MAY_HEAL.contains(status)
            ? Problem.passing(reason, detail)
            : Problem.failed(reason, detail));
  }

  private static Problem tooManyRedirects(int most, List<String> chain, String location) {
    return Problem.failed(
        "too-many-redirects",
        "more than %d: %s -> %s".formatted(most, WebRequest.chain(chain), location));
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
