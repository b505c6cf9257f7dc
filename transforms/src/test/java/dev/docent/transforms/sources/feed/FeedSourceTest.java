package dev.docent.transforms.sources.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.Gathered;
import dev.docent.transforms.sources.PlainWebClients;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.TestSite;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedSourceTest {
  private static final String RSS =
      """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname">]>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <link>https://example.org/</link><title>Site</title>
      <item><title>A &amp;amp; B&e;</title><link>/a?utm_source=rss</link>
        <pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate><category>one</category><category>two</category>
        <content:encoded><![CDATA[<p>All of A</p>]]></content:encoded></item>
      <item><title>B</title><guid>https://example.org/b</guid><description>short</description></item>
      <item><title>C</title><guid isPermaLink="false">https://example.org/c</guid></item>
      </channel></rss>
      """;

  private final TestSite site = new TestSite();
  private final Gathered gathered = new Gathered();

  @AfterEach
  void stop() {
    site.close();
  }

  private void read(String path, SourceKind kind, boolean content, Span window) throws IOException {
    new FeedSource(site.url(path), kind, content, 1000, Set.of())
        .read(new PlainWebClients().open(), window, gathered);
  }

  @Test
  void rssGivesLinks() throws IOException {
    site.at("/feed", RSS);
    read("/feed", SourceKind.FEED, false, Span.ALWAYS);
    assertEquals(List.of(site.url("/a"), "https://example.org/b"), gathered.urls());
    assertEquals("2026-01-02T03:04:05Z", gathered.links.get(0).getPublished());
    assertEquals(List.of("one", "two"), gathered.links.get(0).getTags());
    assertEquals("A & B&e;", gathered.links.get(0).getTitle());
    assertEquals(List.of(site.url("/feed") + " entry 3 no-link"), gathered.reasons());
  }

  @Test
  void contentIsTakenWhereAskedForAndThere() throws IOException {
    site.at("/feed", RSS);
    read("/feed", SourceKind.FEED, true, Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.ids());
    assertEquals("<p>All of A</p>", gathered.text(0));
    assertEquals(List.of("https://example.org/b"), gathered.urls());
  }

  @Test
  void atomIsReadOverItsPages() throws IOException {
    site.at(
            "/atom",
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/atom"/>
            <link rel="next" href="/atom?page=2"/>
            <entry><title type="html">&lt;b&gt;A&lt;/b&gt;</title><link rel="edit" href="/x"/>
            <link href="/a"/><id>tag:1</id><updated>2026-01-02T03:04:05Z</updated>
            <category term="t"/><content type="xhtml"><div>All</div></content></entry></feed>
            """)
        .at(
            "/atom?page=2",
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/b'/>"
                + "<link rel='next' href='/c'/><updated>2025-01-01T00:00:01Z</updated></entry></feed>");
    read(
        "/atom",
        SourceKind.LISTING,
        false,
        new Span(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")));
    assertEquals(List.of(site.url("/a")), gathered.urls());
    assertEquals("A", gathered.links.get(0).getTitle());
    assertEquals(List.of("t"), gathered.links.get(0).getTags());
    assertEquals(List.of(site.url("/a"), site.url("/b")), gathered.listed);
  }

  @Test
  void pagesThatGoRoundAreAnError() {
    site.at(
        "/atom", "<feed><link rel='next' href='/atom'/><entry><link href='/a'/></entry></feed>");
    UserException e =
        assertThrows(UserException.class, () -> read("/atom", SourceKind.FEED, false, Span.ALWAYS));
    assertTrue(e.getMessage().contains("go round"), e.getMessage());
  }

  @Test
  void jsonFeedsAreReadByTheirContent() throws IOException {
    site.at(
            "/feed.json",
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "S", "next_url": "%s",
             "items": [{"id": "1", "url": "/a", "content_html": "<p>x", "tags": ["t"],
                        "date_published": "2026-01-02T03:04:05+01:00"}]}
            """
                .formatted(site.url("/feed2.json")))
        .at(
            "/feed2.json",
            """
            {"version": "https://jsonfeed.org/version/1.1",
             "items": [{"id": "2", "content_text": "y"}]}
            """);
    read("/feed.json", SourceKind.FEED, false, Span.ALWAYS);
    assertEquals(List.of("1", "2"), gathered.ids());
    assertEquals("text/plain", gathered.pages.get(1).getContentType());
    assertEquals("2026-01-02T02:04:05Z", gathered.pages.get(0).getPublished());
  }

  @Test
  void anHtmlPageIsRefusedWithTheFeedsThatItNames() {
    site.at("/blog", "<!doctype html><link rel=alternate type='application/rss+xml' href='/rss'>");
    UserException e =
        assertThrows(
            UserException.class, () -> read("/blog", SourceKind.LISTING, false, Span.ALWAYS));
    assertTrue(e.getMessage().contains("the feed " + site.url("/rss")), e.getMessage());
    assertTrue(e.getMessage().contains("sitemap"), e.getMessage());
  }

  @Test
  void aListingMayBeASitemap() throws IOException {
    site.at("/x.xml", "<urlset><url><loc>" + site.url("/a") + "</loc></url></urlset>");
    read("/x.xml", SourceKind.LISTING, false, Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
  }
}
