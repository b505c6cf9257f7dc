package dev.docent.transforms.sources.sitemap;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import dev.docent.records.PageLink;
import dev.docent.records.UserException;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.Listings;
import dev.docent.transforms.sources.PageUrls;
import dev.docent.transforms.sources.RawPages;
import dev.docent.transforms.sources.SourceTimes;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a sitemap and the sitemaps that it names. Pages of other hosts are left out, as the
 * protocol (sitemaps.org, 0.9) has it. A document type declaration is refused, so no entity of it
 * is ever resolved.
 */
public final class SitemapWalk {
  /** Indexes within indexes; the protocol allows one level. */
  static final int MAX_DEPTH = 5;

  static final int MAX_SITEMAPS = 50_000;
  static final int MAX_URLS = 10_000_000;
  static final String OTHER_HOST = "other-host";
  static final String OUTSIDE_WINDOW = "outside-window";
  static final String UNREADABLE = "unreadable-sitemap";

  private final WebClient web;
  private final Span window;
  private final Set<String> hosts;
  private final ListingSink sink;
  private final SiteMapParser parser = new SiteMapParser(false);
  private final Set<String> urls = new HashSet<>();
  private final Set<String> sitemaps = new HashSet<>();
  private final Deque<Step> next = new ArrayDeque<>();

  private record Step(String url, int depth) {}

  /**
   * A walk.
   *
   * @param hosts besides the first sitemap's own, {@code *} for any
   */
  public SitemapWalk(WebClient web, Span window, Set<String> hosts, ListingSink sink) {
    this.web = web;
    this.window = window;
    this.hosts = new HashSet<>(hosts);
    this.sink = sink;
    // crawler-commons reads a URL only after this; ours keeps what it can't normalise.
    parser.setStrictNamespace(false);
    parser.enableExtension(Extension.NEWS);
  }

  /**
   * Walks from a sitemap's URL, or from a site's root or robots.txt over the sitemaps named there.
   *
   * @throws UserException if there is no sitemap
   */
  public void from(String location) {
    URI start = URI.create(location);
    String path = start.getPath() == null ? "" : start.getPath();
    hosts.add(PageUrls.host(location));
    if (path.isEmpty() || path.equals("/") || path.endsWith("/robots.txt")) {
      from(start.resolve("/robots.txt"));
    } else {
      read(Listings.first(web, location), new Step(location, 0), true);
    }
    while (!next.isEmpty()) {
      follow(next.remove());
    }
  }

  /** Walks from a sitemap that has been read already. */
  public void from(WebClient.Response first) {
    hosts.add(PageUrls.host(first.url().toString()));
    read(first, new Step(first.url().toString(), 0), true);
    while (!next.isEmpty()) {
      follow(next.remove());
    }
  }

  private void from(URI robots) {
    List<String> named = List.of();
    try {
      WebClient.Response response = Listings.get(web, robots.toString());
      if (response.status() == 200) {
        hosts.add(PageUrls.host(response.url().toString()));
        named = RobotsSitemaps.of(response.body(), response.url());
      }
    } catch (IOException e) {
      throw new UserException("%s can't be read: %s".formatted(robots, Listings.message(e)), e);
    }
    if (named.isEmpty()) {
      String usual = robots.resolve("/sitemap.xml").toString();
      try {
        WebClient.Response response = Listings.get(web, usual);
        if (response.status() == 200) {
          hosts.add(PageUrls.host(response.url().toString()));
          read(response, new Step(usual, 0), true);
          return;
        }
      } catch (IOException e) {
        throw new UserException("%s can't be read: %s".formatted(usual, Listings.message(e)), e);
      }
      throw new UserException(
          "%s names no sitemap, and there is none at %s; give the URL of a sitemap or a feed, or a list of URLs (--source urls)"
              .formatted(robots, usual));
    }
    named.forEach(url -> add(url, 0));
  }

  private void follow(Step step) {
    try {
      WebClient.Response response = Listings.get(web, step.url());
      if (response.status() == 200) {
        read(response, step, false);
      } else {
        unreadable(step, "HTTP status " + response.status());
      }
    } catch (IOException e) {
      unreadable(step, Listings.message(e));
    }
  }

  private void read(WebClient.Response response, Step step, boolean first) {
    sitemaps.add(step.url());
    AbstractSiteMap sitemap;
    try {
      if (Listings.form(response.body()) == Listings.Form.HTML) {
        throw new UnknownFormatException("it is an HTML page, no sitemap");
      }
      sitemap = parser.parseSiteMap(response.body(), response.url().toURL());
    } catch (IOException | UnknownFormatException | RuntimeException e) {
      if (first) {
        throw new UserException(
            "--articles: %s is no sitemap that can be read: %s. A sitemap is XML with <urlset> or <sitemapindex>, or text with one URL a line, also gzipped; for a feed leave --source away or give --source feed"
                .formatted(step.url(), reason(e)),
            e);
      }
      unreadable(step, reason(e));
      return;
    }
    if (sitemap instanceof SiteMapIndex index) {
      index.getSitemaps().forEach(one -> add(one.getUrl().toString(), step.depth() + 1));
    } else {
      ((SiteMap) sitemap).getSiteMapUrls().forEach(this::page);
    }
  }

  /** What is wrong, without the place in memory that the parser's message may name. */
  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void add(String url, int depth) {
    if (depth > MAX_DEPTH) {
      unreadable(new Step(url, depth), "more than %d indexes deep".formatted(MAX_DEPTH));
    } else if (sitemaps.add(url)) {
      if (sitemaps.size() > MAX_SITEMAPS) {
        throw new UserException(
            "the sitemap index names more than %d sitemaps".formatted(MAX_SITEMAPS));
      }
      next.add(new Step(url, depth));
    }
  }

  private void page(SiteMapURL page) {
    Optional<String> url = PageUrls.normalise(page.getUrl().toString());
    if (url.isEmpty()) {
      sink.deadLetter(
          RawPages.deadLetter(page.getUrl().toString(), "bad-url", "must be an http or https URL"));
      return;
    }
    if (!urls.add(url.get())) {
      return;
    }
    if (urls.size() > MAX_URLS) {
      throw new UserException("the sitemaps name more than %d pages".formatted(MAX_URLS));
    }
    if (!hosts.contains("*") && !hosts.contains(PageUrls.host(url.get()))) {
      sink.leftOut(OTHER_HOST);
      return;
    }
    sink.listed(url.get());
    Instant changed = page.getLastModified() == null ? null : page.getLastModified().toInstant();
    if (!SourceTimes.mayChangeIn(window, changed)) {
      sink.leftOut(OUTSIDE_WINDOW);
      return;
    }
    SitemapNews news = SitemapNews.of(page);
    sink.link(
        new PageLink(
            url.get(),
            news.title(),
            changed == null ? null : changed.toString(),
            news.published(),
            news.tags()));
  }

  private void unreadable(Step step, String why) {
    sink.deadLetter(RawPages.deadLetter(step.url(), UNREADABLE, why));
  }
}
