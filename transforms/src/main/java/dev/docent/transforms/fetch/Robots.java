package dev.docent.transforms.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the robots.txt of each origin allows (RFC 9309): where there is none (4xx), or more than
 * five redirects lead nowhere, everything; where it can't be had (5xx, 429, no answer) nothing. The
 * first {@value #MAX_BYTES} bytes count, up to a line's end. Rules are kept for a day, a failure
 * for ten minutes. A Crawl-delay, which the RFC doesn't know, is kept to.
 */
final class Robots {
  static final int MAX_BYTES = 500 * 1024;
  static final int MAX_REDIRECTS = 5;
  private static final int MAX_ORIGINS = 10_000;
  private static final long MAX_CRAWL_DELAY_MILLIS = 600_000;
  private static final int MAX_WARNINGS = 0;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration FAILURE_KEPT = Duration.ofMinutes(10);

  /** How robots.txt itself is asked for. */
  interface Web {
    WebAnswer get(WebRequest request) throws InterruptedException;

    /** Asks as long as redirects stay on the host of the last URL of a chain. */
    Attempt getOnOwnHost(WebRequest request, List<String> chain) throws InterruptedException;
  }

  private final String productToken;
  private final Web web;

  private final Map<String, Entry> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_ORIGINS;
        }
      };

  Robots(String productToken, Web web) {
    this.productToken = productToken.toLowerCase(Locale.ROOT);
    this.web = web;
  }

  /** The rules of a URL's origin; asked for where they are not known, by one thread for all. */
  Rules of(URI url) throws InterruptedException {
    return known(WebUrls.origin(url), () -> ask(robotsTxt(url)));
  }

  /** The same, or where they are if that is on another host, which is not asked. */
  Rules onOwnHost(URI url) throws InterruptedException {
    return known("own " + WebUrls.origin(url), () -> askOwnHost(List.of(robotsTxt(url))));
  }

  /**
   * The rules to which a robots.txt led.
   *
   * @param led the URLs from the robots.txt on, of which the last is to be asked
   */
  Rules ledTo(List<String> led) throws InterruptedException {
    return known(String.join(" ", led), () -> askOwnHost(led));
  }

  private static String robotsTxt(URI url) {
    return url.resolve("/robots.txt").toString();
  }

  private interface Question {
    Rules ask() throws InterruptedException;
  }

  private Rules known(String key, Question question) throws InterruptedException {
    Entry entry;
    synchronized (entries) {
      entry = entries.computeIfAbsent(key, absent -> new Entry());
    }
    synchronized (entry) {
      Rules known = entry.rules;
      if (known == null || entry.until - System.nanoTime() < 0) {
        known = question.ask();
        entry.rules = known;
        Duration kept = known.unreachable().isEmpty() ? KEPT : FAILURE_KEPT;
        entry.until = System.nanoTime() + kept.toNanos();
      }
      return known;
    }
  }

  private static final class Entry {
    private @Nullable Rules rules;
    private long until;
  }

  private Rules ask(String url) throws InterruptedException {
    return judged(url, web.get(request(url)));
  }

  private Rules askOwnHost(List<String> led) throws InterruptedException {
    String url = led.get(led.size() - 1);
    Attempt attempt = web.getOnOwnHost(request(url), led);
    WebAnswer answer = attempt.answer();
    return answer == null ? Rules.elsewhere(attempt.chain()) : judged(url, answer);
  }

  private static WebRequest request(String url) {
    return WebRequest.of(url, 50L * MAX_BYTES).withoutRobots().withCache();
  }

  private Rules judged(String url, WebAnswer answer) {
    Problem problem = answer.problem();
    if (answer.ok()) {
      byte[] counted = start(answer.body());
      return new Rules(
          parser().parseContent(url, counted, "text/plain", List.of(productToken)), "", List.of());
    }
    boolean absent = answer.status() / 100 == 4 && answer.status() != TOO_MANY_REQUESTS;
    if (absent || (problem != null && problem.reason().equals("too-many-redirects"))) {
      return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), "", List.of());
    }
    return new Rules(
        new SimpleRobotRules(RobotRulesMode.ALLOW_NONE),
        problem == null ? "HTTP status " + answer.status() : problem.detail(),
        List.of());
  }

  /** What counts of a file, so that no rule cut in two becomes a wider one. */
  static byte[] start(byte[] body) {
    if (body.length <= MAX_BYTES) {
      return body;
    }
    int end = MAX_BYTES;
    while (end > 0 && body[end - 1] != '\n' && body[end - 1] != '\r') {
      end--;
    }
    return Arrays.copyOf(body, end);
  }

  private static SimpleRobotRulesParser parser() {
    return new SimpleRobotRulesParser(MAX_CRAWL_DELAY_MILLIS, MAX_WARNINGS);
  }

  /**
   * One origin's rules.
   *
   * @param unreachable why they are not known; empty where they are
   * @param led the URLs to where they are if that is on another host, which has to be asked first;
   *     until then nothing is allowed
   */
  record Rules(BaseRobotRules rules, String unreachable, List<String> led) {
    static Rules elsewhere(List<String> led) {
      return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), "", List.copyOf(led));
    }

    boolean elsewhere() {
      return !led.isEmpty();
    }

    /**
     * Lets an allowed URL pass.
     *
     * @throws FetchException {@code robots} or {@code robots-unreachable}
     */
    void check(URI url) throws FetchException {
      if (!unreachable.isEmpty()) {
        throw Problem.refused(
                "robots-unreachable",
                "robots.txt can't be had (%s), so nothing may be asked".formatted(unreachable))
            .exception();
      }
      if (!rules.isAllowed(url.toString())) {
        throw Problem.refused("robots", "robots.txt does not allow it").exception();
      }
    }

    /** Requests a second that the Crawl-delay allows; infinite where there is none. */
    double maxRate() {
      long delay = rules.getCrawlDelay();
      return delay > 0 ? 1000.0 / delay : Double.POSITIVE_INFINITY;
    }
  }
}
