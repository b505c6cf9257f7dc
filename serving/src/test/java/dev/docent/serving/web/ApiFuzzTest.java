package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.feedback.FeedbackStore;
import dev.docent.serving.search.Articles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random requests, to the feedback's and the console's pages too: none may end in a 500, each
 * answer is of its kind, and memory doesn't grow. A build sends 2,000; {@code -Ddocent.fuzz=50000}
 * sends more, {@code -Ddocent.seed=N} others.
 */
class ApiFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REQUESTS = Integer.getInteger("docent.fuzz", 2000);
  private static final long SEED = Long.getLong("docent.seed", 20261130);

  private static final Set<Integer> STATUSES = Set.of(200, 303, 400, 404, 405, 413, 414, 431);

  private static final List<String> PATHS =
      List.of(
          "/api/search",
          "/api/search",
          "/api/search",
          "/api/search",
          "/",
          "/",
          "/api/openapi.json",
          "/healthz",
          "/metrics",
          "/compare",
          "/go",
          "/go",
          "/helpful",
          "/helpful",
          "/console",
          "/console/topics",
          "/console/model",
          "/console/clouds/topic-001.png",
          "/console/clouds/..%2f..%2ftopics.html",
          "/console/curves/training.png",
          "/api/none",
          "//",
          "/api/../etc/passwd",
          "/assets/",
          "/%2e%2e/");

  private static final List<String> NAMES =
      List.of(
          "q",
          "q",
          "q",
          "from",
          "size",
          "explain",
          "Q",
          "q[]",
          "",
          "unknown",
          "prefix",
          "ranking",
          "tag",
          "topic",
          "after",
          "before",
          "sections",
          "section",
          "section",
          "like",
          "rank",
          "by",
          "noted");

  private static final List<String> PIECES =
      List.of(
          "okapi",
          "zebra",
          "a1#top",
          "a3#top",
          "bm25",
          "the",
          "oka",
          "okpai",
          "\"",
          "\"okapi zebra\"",
          "title:",
          "title:okapi",
          "heading:",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "*",
          "?",
          "~",
          "^2",
          "+",
          "-",
          "AND",
          "OR",
          "NOT",
          "&&",
          "||",
          "!",
          "\\",
          "/",
          ":",
          "\u0000",
          "\u001b[31m",
          "\ud83d\ude00",
          "\ud800",
          "\u202e",
          "\u00e4\u00f6\u00fc",
          "\u4e2d\u6587",
          "<script>alert(1)</script>",
          "'; DROP",
          "%",
          "%00",
          "${jndi:ldap://x}",
          "..",
          "0",
          "1",
          "-1",
          "50",
          "51",
          "1e9",
          "true",
          "false",
          "99999999999999999999",
          " ",
          "\t",
          "\r\nSet-Cookie: a=b");

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void noRequestBreaksIt() throws Exception {
    Random random = new Random(SEED);
    TreeMap<Integer, Integer> statuses = new TreeMap<>();
    try (FeedbackStore marks = FeedbackStore.open(folder.resolve("marks"), 1 << 20);
        TestSearch server =
            new TestSearch(
                folder.resolve("index"),
                TestSearch::countZebras,
                marks,
                TestConsole.workspace(folder.resolve("console")),
                articles())) {
      long half = 0;
      for (int i = 0; i < REQUESTS; i++) {
        if (i == REQUESTS / 2) {
          half = usedMemory();
        }
        HttpRequest request = request(random, server.address());
        String told =
            "seed %d, request %d: %s %.300s".formatted(SEED, i, request.method(), request.uri());
        HttpResponse<String> response = send(request);
        statuses.merge(response.statusCode(), 1, Integer::sum);
        check(told, request, response);
      }
      long grown = usedMemory() - half;
      System.out.printf(
          "fuzz: %,d requests, statuses %s, memory grown by %,d KiB in the second half%n",
          REQUESTS, statuses, grown >> 10);
      assertTrue(grown < 8 << 20, "seed " + SEED + ": grown by " + grown);
      assertTrue(statuses.getOrDefault(200, 0) > REQUESTS / 10, statuses.toString());
    }
  }

  /** A server may close a connection after what it refused; the next request opens another. */
  private HttpResponse<String> send(HttpRequest request) throws Exception {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Articles[] articles() {
    List<Articles> articles = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      articles.add(
          article("a" + i, "Okapi number " + i, i % 3 == 0 ? "javascript:alert(1)" : "https://a.b/")
              .section("", "okapi and zebra <script>alert(1)</script>")
              .section("Zebra heading " + i, "an okapi zebra", "zebra --code"));
    }
    return articles.toArray(Articles[]::new);
  }

  private static HttpRequest request(Random random, String address) {
    String path = pick(random, PATHS);
    if (path.equals("/helpful") && random.nextInt(4) > 0) {
      return HttpRequest.newBuilder(URI.create(address + path))
          .header("content-type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(form(random)))
          .build();
    }
    String parameters = parameters(random);
    String uri = address + path + (parameters.isEmpty() ? "" : "?" + parameters);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
    if (random.nextInt(5) == 0) {
      request.header("X-Forwarded-For", encoded(text(random)));
      request.header("Authorization", "Bearer " + encoded(text(random)));
      request.header("Accept-Encoding", random.nextBoolean() ? "identity;q=0" : "x");
    }
    return switch (random.nextInt(12)) {
      case 0 -> request.POST(HttpRequest.BodyPublishers.ofString(text(random))).build();
      case 1 -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
      case 2 ->
          request
              .method(
                  pick(random, List.of("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")),
                  HttpRequest.BodyPublishers.noBody())
              .build();
      default -> request.build();
    };
  }

  /** Of the kind that the page sends, or nearly. */
  private static String form(Random random) {
    return "q=okapi&rank=1&by=bm25&section=a%d%%23top&%s"
        .formatted(random.nextInt(40), parameters(random));
  }

  private static String parameters(Random random) {
    StringBuilder parameters = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      if (!parameters.isEmpty()) {
        parameters.append(random.nextInt(20) == 0 ? ';' : '&');
      }
      parameters.append(encoded(pick(random, NAMES)));
      if (random.nextInt(10) > 0) {
        parameters.append('=').append(value(random));
      }
    }
    return parameters.toString();
  }

  private static String value(Random random) {
    if (random.nextInt(40) == 0) {
      return "a".repeat(random.nextInt(20_000));
    }
    if (random.nextInt(15) == 0) {
      return pick(random, List.of("%ff", "%00", "%ed%a0%80", "%c0%af", "%0d%0a", "%25%32%35"));
    }
    return encoded(text(random));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(pick(random, PIECES)).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static void check(String told, HttpRequest request, HttpResponse<String> response)
      throws IOException {
    assertTrue(STATUSES.contains(response.statusCode()), told + ": " + response.statusCode());
    if (response.statusCode() == 414 || response.statusCode() == 431) {
      // Refused by the protocol before anything of ours is asked: a line of text, no page.
      assertTrue(response.body().length() < 200, told + ": " + response.body());
      return;
    }
    assertTrue(response.headers().firstValue("content-security-policy").isPresent(), told);
    assertTrue(response.headers().firstValue("set-cookie").isEmpty(), told);
    String type = response.headers().firstValue("content-type").orElse("");
    boolean head = request.method().equals("HEAD");
    if (response.statusCode() >= 400 && request.uri().getPath().startsWith("/api/")) {
      assertTrue(type.startsWith("application/problem+json"), told + ": " + type);
    }
    if (!head && type.contains("json")) {
      JSON.readTree(response.body());
    }
    if (type.startsWith("text/html")) {
      assertTrue(!response.body().contains("<script>"), told);
    }
  }

  private static long usedMemory() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
