package dev.docent.serving.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks a running search server. */
final class SearchClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String server;

  /**
   * @param server such as {@code http://127.0.0.1:8080}
   * @throws UserException if that is no web address
   */
  SearchClient(String server) {
    if (!server.matches("https?://[^/?#]+/?")) {
      throw new UserException(
          "--server is '%s'; it must be an address such as http://127.0.0.1:8080"
              .formatted(server));
    }
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
  }

  /**
   * Searches.
   *
   * @return empty where no server listens
   * @throws UserException if the server refuses the request, or what answers is no search server
   */
  Optional<SearchAnswer> search(SearchRequest request) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "%s/api/search?q=%s&from=%d&size=%d"
                .formatted(
                    server,
                    URLEncoder.encode(request.query(), StandardCharsets.UTF_8),
                    request.from(),
                    request.size()));
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    HttpResponse<String> response;
    try {
      response =
          client.send(
              HttpRequest.newBuilder(uri).timeout(ANSWER).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return Optional.empty();
    } catch (HttpTimeoutException e) {
      throw new UserException(
          "the server %s did not answer within %d seconds".formatted(server, ANSWER.toSeconds()),
          e);
    }
    return Optional.of(answer(response));
  }

  private SearchAnswer answer(HttpResponse<String> response) {
    try {
      if (response.statusCode() == 200) {
        return JSON.readValue(response.body(), SearchAnswer.class);
      }
      JsonNode problem = JSON.readTree(response.body());
      throw new UserException(
          "the server %s refused the search: %s"
              .formatted(server, problem.path("detail").asText("status " + response.statusCode())));
    } catch (JsonProcessingException e) {
      throw new UserException(
          "what answers at %s is no search of Docent; name the right one with --server"
              .formatted(server),
          e);
    }
  }
}
