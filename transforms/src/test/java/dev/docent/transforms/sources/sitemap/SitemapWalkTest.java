package dev.docent.transforms.sources.sitemap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.transforms.sources.Gathered;
import dev.docent.transforms.sources.PlainWebClients;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitemapWalkTest {
  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

  private final TestSite site = new TestSite();
  private final Gathered gathered = new Gathered();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    site.close();
  }

  private void walk(String path, Span window, String... hosts) {
    new SitemapWalk(new PlainWebClients().open(), window, Set.of(hosts), gathered)
        .from(site.url(path));
  }

  /** A sitemap of URLs, each of which may be followed by a blank and its time. */
  private static String urlset(String... urlsAndTimes) {
    StringBuilder xml = new StringBuilder("<urlset xmlns='" + NAMESPACE + "'>");
    for (String one : urlsAndTimes) {
      String[] parts = one.split(" ");
      xml.append("<url><loc>").append(parts[0]).append("</loc>");
      if (parts.length > 1) {
        xml.append("<lastmod>").append(parts[1]).append("</lastmod>");
      }
      xml.append("</url>");
    }
    return xml.append("</urlset>").toString();
  }

  private static String index(String... urls) {
    StringBuilder xml = new StringBuilder("<sitemapindex xmlns='" + NAMESPACE + "'>");
    for (String url : urls) {
      xml.append("<sitemap><loc>").append(url).append("</loc></sitemap>");
    }
    return xml.append("</sitemapindex>").toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void givesEachPageOnceWithItsTime() {
    site.at(
        "/sitemap.xml",
        urlset(
            site.url("/a") + " 2026-01-02T03:04:05+00:00",
            site.url("/b#x"),
            site.url("/b?utm_source=s")));
    walk("/sitemap.xml", Span.ALWAYS);
    assertEquals(List.of(site.url("/a"), site.url("/b")), gathered.urls());
    assertEquals("2026-01-02T03:04:05Z", gathered.links.get(0).getUpdated());
    assertEquals(gathered.urls(), gathered.listed);
  }

  @Test
  void keepsWhatTheNewsExtensionTells() {
    String news =
        "<n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
            + "<n:publication><n:name>N</n:name><n:language>en</n:language></n:publication>"
            + "<n:publication_date>2026-01-01T00:00:00Z</n:publication_date>"
            + "<n:title>A &amp; B</n:title><n:keywords>queues, caches</n:keywords></n:news>";
    site.at("/news.xml", urlset(site.url("/a")).replace("</url>", news + "</url>"));
    walk("/news.xml", Span.ALWAYS);
    assertEquals("A & B", gathered.links.get(0).getTitle());
    assertEquals("2026-01-01T00:00:00Z", gathered.links.get(0).getPublished());
    assertEquals(List.of("queues", "caches"), gathered.links.get(0).getTags());
  }

  @Test
  void followsIndexesPackedOnesAndRounds() throws IOException {
    site.at("/sitemap.xml", index(site.url("/one.xml.gz"), site.url("/sitemap.xml")))
        .at("/one.xml.gz", 200, Map.of(), gzip(urlset(site.url("/a"))));
    walk("/sitemap.xml", Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
    assertEquals(2, site.asked().size());
  }

  @Test
  void aBrokenPartIsADeadLetterAndTheRestGoesOn() {
    site.at("/sitemap.xml", index(site.url("/no.xml"), site.url("/bad.xml"), site.url("/ok.xml")))
        .at("/bad.xml", "<html>sorry")
        .at("/ok.xml", urlset(site.url("/a")));
    walk("/sitemap.xml", Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
    assertEquals(
        List.of(
            site.url("/no.xml") + " unreadable-sitemap",
            site.url("/bad.xml") + " unreadable-sitemap"),
        gathered.reasons());
  }

  @Test
  void pagesOfOtherHostsAreLeftOutUnlessAllowed() {
    site.at("/sitemap.xml", urlset(site.url("/a"), "https://other.example/b"));
    walk("/sitemap.xml", Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
    assertEquals(List.of("other-host"), gathered.leftOut);
    walk("/sitemap.xml", Span.ALWAYS, "other.example");
    assertEquals("https://other.example/b", gathered.urls().get(2));
  }

  @Test
  void pagesChangedOutsideTheWindowAreListedButNotAskedFor() {
    site.at(
        "/sitemap.xml",
        urlset(
            site.url("/old") + " 2026-01-01T00:00:01Z",
            site.url("/in") + " 2026-02-01T00:00:00Z",
            site.url("/new") + " 2026-03-01T00:00:00Z",
            site.url("/undated")));
    walk(
        "/sitemap.xml",
        new Span(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z")));
    assertEquals(List.of(site.url("/in"), site.url("/undated")), gathered.urls());
    assertEquals(4, gathered.listed.size());
    assertEquals(List.of("outside-window", "outside-window"), gathered.leftOut);
  }

  @Test
  void aSitesRootLeadsOverRobotsTxt() {
    site.at("/robots.txt", "User-agent: *\nDisallow: /x\nSITEMAP : /maps/a.xml # all\n")
        .at("/maps/a.xml", urlset(site.url("/a")));
    walk("/", Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
  }

  @Test
  void withoutRobotsTxtTheUsualPlaceIsTried() {
    site.at("/sitemap.xml", urlset(site.url("/a")));
    walk("", Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
  }

  @Test
  void withoutAnySitemapTheUserIsToldWhatToGive() {
    UserException e = assertThrows(UserException.class, () -> walk("/", Span.ALWAYS));
    assertTrue(e.getMessage().contains("names no sitemap"), e.getMessage());
    assertTrue(e.getMessage().contains("--source urls"), e.getMessage());
  }

  @Test
  void outsideEntitiesAreNeverRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret-word");
    site.at(
        "/sitemap.xml",
        "<!DOCTYPE u [<!ENTITY e SYSTEM '%s'>]>".formatted(secret.toUri())
            + urlset(site.url("/&e;")));
    UserException e = assertThrows(UserException.class, () -> walk("/sitemap.xml", Span.ALWAYS));
    assertTrue(!e.getMessage().contains("secret-word") && gathered.links.isEmpty());
  }

  @Test
  void whatIsNoSitemapIsToldByItsUrlAndWhatIsValid() {
    site.at("/page.xml", "<!doctype html><html><body>hello")
        .at("/cut.xml", "<?xml version='1.0'?><urlset><url><loc>" + site.url("/a"))
        .at("/doctype.xml", "<!DOCTYPE urlset>" + urlset(site.url("/a")))
        .at("/binary.xml", "\0\1\2")
        .at("/other.xml", "<?xml version='1.0'?><books><book/></books>")
        .at("/empty.xml", "");
    for (String path :
        List.of(
            "/page.xml", "/cut.xml", "/doctype.xml", "/binary.xml", "/other.xml", "/empty.xml")) {
      UserException e =
          assertThrows(UserException.class, () -> walk(path, Span.ALWAYS), path + " was taken");
      assertTrue(e.getMessage().contains(site.url(path)), e.getMessage());
      assertTrue(e.getMessage().contains("XML with <urlset>"), e.getMessage());
    }
    UserException none = assertThrows(UserException.class, () -> walk("/none.xml", Span.ALWAYS));
    assertTrue(none.getMessage().contains(site.url("/none.xml")), none.getMessage());
    assertTrue(none.getMessage().contains("404"), none.getMessage());
  }

  @Test
  void depthIsBounded() {
    for (int i = 0; i < 9; i++) {
      site.at("/" + i + ".xml", index(site.url("/" + (i + 1) + ".xml")));
    }
    walk("/0.xml", Span.ALWAYS);
    assertEquals(List.of(site.url("/6.xml") + " unreadable-sitemap"), gathered.reasons());
  }

  @Test
  void textSitemapsAreRead() {
    site.at("/sitemap.txt", site.url("/a") + "\n" + site.url("/b") + "\n");
    walk("/sitemap.txt", Span.ALWAYS);
    assertEquals(List.of(site.url("/a"), site.url("/b")), gathered.urls());
  }

  @Test
  void anUnpackedBombIsRefused() throws IOException {
    site.at("/sitemap.xml.gz", 200, Map.of(), gzip(" ".repeat(60_000_000)));
    UserException e = assertThrows(UserException.class, () -> walk("/sitemap.xml.gz", Span.ALWAYS));
    assertTrue(e.getMessage().contains("larger than 52428800 bytes"), e.getMessage());
  }
}
