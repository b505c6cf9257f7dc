package dev.docent.transforms.sources.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.sources.Gathered;
import dev.docent.transforms.sources.PageSources;
import dev.docent.transforms.sources.PlainWebClients;
import dev.docent.transforms.sources.PoliteWebClients;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.TestSite;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiListingTest {
  private static final String FIELDS =
      "items: /items\nfields: {id: /id, html: /html, url: /url, updated: /updated, tags: /tags, deleted: /deleted}\n";
  private static final Span FEBRUARY =
      new Span(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

  private final TestSite site = new TestSite();
  private final Gathered gathered = new Gathered();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    site.close();
  }

  private void list(String yaml, Span window) throws IOException {
    new ApiListing(
            java.net.URI.create(site.url("/api")),
            ApiDescriptions.parse(yaml, "api.yaml"),
            window,
            1000,
            new PlainWebClients().open(),
            gathered)
        .run();
  }

  private UserException fails(String yaml) {
    return assertThrows(UserException.class, () -> list(yaml, Span.ALWAYS));
  }

  private static String items(String... ids) {
    StringBuilder json = new StringBuilder("{\"items\": [");
    for (String id : ids) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"id\": \"%s\", \"html\": \"<p>%s\"}".formatted(id, id));
    }
    return json.append("]}").toString();
  }

  @Test
  void pagesAreAskedForUntilOneIsEmpty() throws IOException {
    site.at("/api?size=2&page=1", items("a", "b"))
        .at("/api?size=2&page=2", items("c"))
        .at("/api?size=2&page=3", items());
    list(FIELDS + "paging: {kind: page, size-parameter: size, size: 2}", Span.ALWAYS);
    assertEquals(List.of("a", "b", "c"), gathered.ids());
    assertEquals("<p>c", gathered.text(2));
    assertEquals(3, site.asked().size());
  }

  @Test
  void aStatusMayEndThePages() throws IOException {
    site.at("/api?page=1", items("a")).at("/api?page=2", 400, Map.of(), new byte[0]);
    list(FIELDS + "paging: {kind: page, end-status: [400]}", Span.ALWAYS);
    assertEquals(List.of("a"), gathered.ids());
  }

  @Test
  void offsetsAdvanceByWhatCame() throws IOException {
    site.at("/api?offset=0", items("a", "b").replace("]}", "], \"n\": 3}"))
        .at("/api?offset=2", items("c").replace("]}", "], \"n\": 3}"));
    list(FIELDS + "paging: {kind: offset, total: /n}", Span.ALWAYS);
    assertEquals(List.of("a", "b", "c"), gathered.ids());
    assertEquals(2, site.asked().size());
  }

  @Test
  void cursorsMayBeValuesOrAddresses() throws IOException {
    site.at("/api", items("a").replace("]}", "], \"next\": \"x/y\"}"))
        .at(
            "/api?after=x%2Fy",
            items().replace("]}", "], \"next\": \"" + site.url("/other?p=3") + "\"}"))
        .at("/other?p=3", items("b").replace("]}", "], \"next\": null}"));
    list(FIELDS + "paging: {kind: cursor, cursor: /next, parameter: after}", Span.ALWAYS);
    assertEquals(List.of("a", "b"), gathered.ids());
  }

  @Test
  void linkHeadersLeadOn() throws IOException {
    site.at(
            "/api",
            200,
            Map.of("Link", "</api?p=1>; rel=\"prev\", </api?p=2>; rel=\"last next\""),
            items("a").getBytes(StandardCharsets.UTF_8))
        .at("/api?p=2", items("b"));
    list(FIELDS + "paging: {kind: link}", Span.ALWAYS);
    assertEquals(List.of("a", "b"), gathered.ids());
  }

  @Test
  void roundsAreFound() {
    site.at("/api", items("a").replace("]}", "], \"next\": \"/api\"}"));
    assertTrue(
        fails(FIELDS + "paging: {kind: cursor, cursor: /next}")
            .getMessage()
            .contains("goes round"));
    site.at("/api?page=1", items("a")).at("/api?page=2", items("a"));
    assertTrue(fails(FIELDS + "paging: {kind: page}").getMessage().contains("goes round"));
  }

  @Test
  void limitsAreKept() {
    site.at("/api", items("a", "b", "c"));
    assertTrue(fails(FIELDS + "limits: {items: 2}").getMessage().contains("limits.items"));
    site.at("/api?page=1", items("a")).at("/api?page=2", items("b"));
    assertTrue(
        fails(FIELDS + "paging: {kind: page}\nlimits: {requests: 1}")
            .getMessage()
            .contains("limits.requests"));
  }

  @Test
  void whatMovedBetweenTwoPagesIsListedAgain() {
    site.at("/api?page=1", items("a", "b").replace("]}", "], \"n\": 4}"))
        .at("/api?page=2", items("b").replace("]}", "], \"n\": 4}"))
        .at("/api?page=3", items().replace("]}", "], \"n\": 4}"));
    UserException e = fails(FIELDS + "paging: {kind: page, total: /n}");
    assertTrue(e.getMessage().contains("4 items, and gave 2 different ones"), e.getMessage());
    assertEquals(9, site.asked().size());
    assertEquals(List.of("a", "b"), gathered.ids());
  }

  @Test
  void aWindowIsAskedForAndKept() throws IOException {
    site.at(
        "/api?from=2026-01-31T23:59:59Z&to=2026-03-01T00:00:01Z".replace(":", "%3A"),
        """
        {"items": [{"id": "in", "html": "x", "updated": "2026-02-01T00:00:00Z"},
                   {"id": "before", "html": "x", "updated": "2026-01-31T23:59:59Z"},
                   {"id": "after", "html": "x", "updated": 1772323201}]}
        """);
    list(FIELDS + "window: {since: from, until: to}", FEBRUARY);
    assertEquals(List.of("in"), gathered.ids());
    assertEquals(List.of("in", "before", "after"), gathered.listed);
  }

  @Test
  void badItemsAreDeadLettersAndDeletedOnesAreGone() throws IOException {
    site.at(
        "/api",
        """
        {"items": [{"html": "no id"}, {"id": "empty"}, {"id": "d", "deleted": "2026-01-01"},
                   {"id": "kept", "html": "x", "deleted": false, "tags": ["t", "u"], "url": "/k#x"}]}
        """);
    list(FIELDS, Span.ALWAYS);
    assertEquals(List.of("page 1 item 1 no-id", "empty no-content"), gathered.reasons());
    assertEquals(List.of("d"), gathered.gone);
    assertEquals(List.of("kept"), gathered.ids());
    assertEquals(List.of("t", "u"), gathered.pages.get(0).getTags());
    assertEquals(site.url("/k"), gathered.pages.get(0).getUrl());
  }

  @Test
  void itemsWithoutContentAreLinks() throws IOException {
    site.at("/api", "[{\"u\": \"/a\", \"t\": \"A\"}]");
    list("fields: {url: /u, title: /t}", Span.ALWAYS);
    assertEquals(List.of(site.url("/a")), gathered.urls());
  }

  @Test
  void theTokenGoesToTheApiAloneAndIsNowhereElse() throws IOException {
    try (TestSite other = new TestSite()) {
      Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
      String auth = FIELDS + "paging: {kind: cursor, cursor: /next}\nauth: {file: '" + file + "'}";
      site.at("/api", items("a").replace("]}", "], \"next\": \"" + other.url("/2") + "\"}"))
          .at("/3", items("c"));
      other
          .at("/2", items("b").replace("]}", "], \"next\": \"" + site.url("/moved") + "\"}"))
          .at("/end", items("d"));
      site.at("/moved", 302, Map.of("Location", other.url("/end")), new byte[0]);
      list(auth, Span.ALWAYS);
      assertEquals(List.of("a", "b", "d"), gathered.ids());
      assertEquals(List.of("Bearer s3cret", "Bearer s3cret"), site.tokens());
      assertEquals(List.of("", ""), other.tokens());

      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ApiSource source = new ApiSource(site.url("/api"), ApiDescriptions.parse(auth, "a"), 1000);
      new ObjectOutputStream(bytes).writeObject(source);
      assertTrue(!bytes.toString(StandardCharsets.ISO_8859_1).contains("s3cret"));

      site.at("/api", 401, Map.of(), new byte[0]);
      UserException e = fails(auth);
      assertTrue(e.getMessage().contains("refuses the token of the file"), e.getMessage());
      assertTrue(!e.getMessage().contains("s3cret"));
    }
  }

  @Test
  void aTokenInTheAddressIsShownNowhere() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "s3cret+1");
    String yaml =
        FIELDS
            + "paging: {kind: cursor, cursor: /next}\nauth: {parameter: key, file: '"
            + file
            + "'}";
    site.at(
            "/api?key=s3cret%2B1",
            items("a").replace("]}", "], \"next\": \"/api?p=2&key=s3cret%2B1\"}"))
        .at("/api?p=2&key=s3cret%2B1", items("b"));
    politely(yaml);
    assertEquals(List.of("a", "b"), gathered.ids());

    site.at("/api?p=2&key=s3cret%2B1", "no JSON");
    String message = assertThrows(UserException.class, () -> politely(yaml)).getMessage();
    assertTrue(message.contains(site.url("/api?p=2")) && !message.contains("s3cret"), message);
    site.at("/api?key=s3cret%2B1", 401, Map.of(), new byte[0]);
    message = assertThrows(UserException.class, () -> politely(yaml)).getMessage();
    assertTrue(message.contains("refuses the token") && !message.contains("s3cret"), message);
    site.at("/api?key=s3cret%2B1", 302, Map.of("Location", "/api?key=s3cret%2B1"), new byte[0]);
    message = assertThrows(UserException.class, () -> politely(yaml)).getMessage();
    assertTrue(message.contains("too-many-redirects") && !message.contains("s3cret"), message);
  }

  private void politely(String yaml) throws IOException {
    IngestConfig config =
        Settings.read(
            IngestConfig.class,
            "ingest",
            Map.of(
                "articles", site.url("/api"),
                "requests-per-second", "1000",
                "allow-private-addresses", "true"));
    try (WebClient client = new PoliteWebClients(FetchSettings.of(config)).open()) {
      new ApiListing(
              java.net.URI.create(site.url("/api")),
              ApiDescriptions.parse(yaml, "api.yaml"),
              Span.ALWAYS,
              1000,
              client,
              gathered)
          .run();
    }
  }

  @Test
  void aTokenIsRefusedWhereItWouldBeSeen() {
    ApiDescription api = ApiDescriptions.parse(FIELDS, "a");
    for (String query : List.of("?api_key=x", "?a=b&token=x", "?key=0123456789abcdef")) {
      ConfigException e =
          assertThrows(
              ConfigException.class,
              () -> new ApiSource("https://example.org/api" + query, api, 1000));
      assertTrue(e.getMessage().contains("auth: {parameter: "), e.getMessage());
      assertTrue(!e.getMessage().contains("0123456789abcdef"), e.getMessage());
    }
    assertEquals(
        "https://example.org/api?key=news",
        new ApiSource("https://example.org/api?key=news", api, 1000).location());
    assertThrows(
        ConfigException.class, () -> ApiDescriptions.parse(FIELDS + "query: {apikey: x}", "a"));
    assertThrows(
        ConfigException.class,
        () ->
            ApiDescriptions.parse(FIELDS + "auth: {header: X-Key, parameter: key, env: KEY}", "a"));
  }

  @Test
  void aTokenIsNotSentInTheClear() throws IOException {
    Path yaml =
        Files.writeString(folder.resolve("a.yaml"), FIELDS + "auth: {parameter: key, env: KEY}");
    Map<String, String> settings =
        Map.of("articles", "http://example.org/api", "api", yaml.toString());
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> PageSources.of(Settings.read(IngestConfig.class, "ingest", settings)));
    assertTrue(e.getMessage().contains("give https://"), e.getMessage());
  }

  @Test
  void aMissingTokenIsToldByItsPlace() {
    UserException e = fails(FIELDS + "auth: {env: DOCENT_NO_SUCH_TOKEN}");
    assertTrue(e.getMessage().contains("DOCENT_NO_SUCH_TOKEN is not set or empty"), e.getMessage());
  }

  @Test
  void wrongAnswersSayWhatCame() {
    site.at("/api", "{\"posts\": []}");
    assertTrue(fails(FIELDS).getMessage().contains("an object with /posts"));
    site.at("/api", "<html>");
    assertTrue(fails(FIELDS).getMessage().contains("no valid JSON"));
    site.at("/api", 500, Map.of(), new byte[0]);
    assertTrue(fails(FIELDS).getMessage().contains("500"));
  }

  @Test
  void wordpressIsReadByItsPreset() throws IOException {
    String post =
        """
        [{"id": 7, "link": "%s", "title": {"rendered": "T"}, "content": {"rendered": "<p>W"},
          "date_gmt": "2026-01-02T03:04:05", "modified_gmt": "2026-02-02T03:04:05"}]
        """
            .formatted(site.url("/post"));
    site.at(
        "/api?orderby=id&order=asc&per_page=100&page=1",
        200,
        Map.of("X-WP-Total", "1", "X-WP-TotalPages", "1"),
        post.getBytes(StandardCharsets.UTF_8));
    list("preset: wordpress", Span.ALWAYS);
    assertEquals(List.of(site.url("/post")), gathered.ids());
    assertEquals("2026-02-02T03:04:05Z", gathered.pages.get(0).getUpdated());
    assertEquals(1, site.asked().size());
  }

  @Test
  void onlyAFullListingShowsWhatIsGone() {
    ApiSource api =
        new ApiSource(
            site.url("/api"), ApiDescriptions.parse(FIELDS + "window: {since: s}", "a"), 1);
    assertEquals(Unlisted.GONE, api.unlisted(new Span(Instant.EPOCH, FEBRUARY.until())));
    assertEquals(Unlisted.KEEP, api.unlisted(FEBRUARY));
  }
}
