package dev.docent.transforms.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the robots.txt of each origin allows (RFC 9309): where there is none (4xx) everything, where
 * it can't be had (5xx, no answer) nothing. The first {@value #MAX_BYTES} bytes count; redirects
 * are followed like a page's. A Crawl-delay, which the RFC doesn't know, is kept to.
 */
final class Robots {
  static final int MAX_BYTES = 500 * 1024;
  private static final int MAX_ORIGINS = 10_000;
  private static final long MAX_CRAWL_DELAY_MILLIS = 600_000;
  private static final int MAX_WARNINGS = 0;

  /** How robots.txt itself is asked for. */
  interface Web {
    WebAnswer get(WebRequest request) throws InterruptedException;
  }

  private final String productToken;
  private final Web web;

  private final Map<String, Rules> rules =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rules> eldest) {
          return size() > MAX_ORIGINS;
        }
      };

  Robots(String productToken, Web web) {
    this.productToken = productToken.toLowerCase(Locale.ROOT);
    this.web = web;
  }

  /** The rules of a URL's origin; asked for once. */
  Rules of(URI url) throws InterruptedException {
    String origin = WebUrls.origin(url);
    // Two threads of one host wait for one answer; other hosts' links lie with other workers.
    synchronized (rules) {
      Rules known = rules.get(origin);
      if (known == null) {
        known = ask(url.resolve("/robots.txt").toString());
        rules.put(origin, known);
      }
      return known;
    }
  }

  private Rules ask(String url) throws InterruptedException {
    WebAnswer answer = web.get(WebRequest.of(url, 50L * MAX_BYTES).withoutRobots().withCache());
    Problem problem = answer.problem();
    if (answer.ok()) {
      byte[] body = answer.body();
      byte[] counted = body.length > MAX_BYTES ? java.util.Arrays.copyOf(body, MAX_BYTES) : body;
      return new Rules(
          parser().parseContent(url, counted, "text/plain", List.of(productToken)), "");
    }
    if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
      return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), "");
    }
    if (problem != null && problem.reason().equals("too-many-redirects")) {
      return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), "");
    }
    return new Rules(
        new SimpleRobotRules(RobotRulesMode.ALLOW_NONE),
        problem == null ? "HTTP status " + answer.status() : problem.detail());
  }

  private static SimpleRobotRulesParser parser() {
    return new SimpleRobotRulesParser(MAX_CRAWL_DELAY_MILLIS, MAX_WARNINGS);
  }

  /**
   * One origin's rules.
   *
   * @param unreachable why they are not known; empty where they are
   */
  record Rules(BaseRobotRules rules, String unreachable) {
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
