package dev.docent.serving.web;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a running search server. */
final class SearchClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a token may go in the clear: it doesn't leave this machine. */
  private static final Pattern LOCAL =
      Pattern.compile("http://(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]+)?/?");

  private final String server;
  private final @Nullable String token;

  /**
   * @param server such as {@code http://127.0.0.1:8080}
   * @param token that the server knows its users by; null for none
   * @throws UserException if that is no web address, or the token would go there in the clear
   */
  SearchClient(String server, @Nullable String token) {
    if (!server.matches("https?://[^/?#]+/?")) {
      throw new UserException(
          "--server is '%s'; it must be an address such as http://127.0.0.1:8080"
              .formatted(server));
    }
    if (token != null && !server.startsWith("https:") && !LOCAL.matcher(server).matches()) {
      throw new UserException(
          "a token is sent to this machine or by https alone, and --server is '%s'"
              .formatted(server));
    }
    this.token = token;
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
  }

  /**
   * Searches.
   *
   * @throws NoSearchServerException if nothing answers, or what answers is no search server
   * @throws UserException if the server refuses the request, or the address is none
   */
  SearchAnswer search(SearchRequest request) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    try {
      return answer(
          client.send(get(request), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new NoSearchServerException(
          "no server listens at %s; 'docent serve' starts one".formatted(server), e);
    } catch (HttpTimeoutException e) {
      throw new NoSearchServerException(
          "the server %s did not answer within %d seconds".formatted(server, ANSWER.toSeconds()),
          e);
    } catch (JsonProcessingException e) {
      throw stranger(e);
    } catch (IOException e) {
      throw new NoSearchServerException(
          "the server %s can't be asked: %s".formatted(server, e.getMessage()), e);
    }
  }

  private HttpRequest get(SearchRequest request) {
    try {
      URI uri =
          URI.create(
              "%s/api/search?q=%s&from=%d&size=%d%s"
                  .formatted(
                      server,
                      URLEncoder.encode(request.query(), StandardCharsets.UTF_8),
                      request.from(),
                      request.size(),
                      (request.explain() ? "&explain=true" : "")
                          + request.manner()
                          + request.filters()));
      HttpRequest.Builder get = HttpRequest.newBuilder(uri).timeout(ANSWER);
      if (token != null) {
        get.header("authorization", "Bearer " + token);
      }
      return get.build();
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "--server is '%s', which is no web address: %s".formatted(server, e.getMessage()), e);
    }
  }

  private SearchAnswer answer(HttpResponse<String> response) throws JsonProcessingException {
    if (response.statusCode() == 200) {
      SearchAnswer answer = JSON.readValue(response.body(), SearchAnswer.class);
      if (answer == null || answer.results() == null || answer.ranking() == null) {
        throw stranger(null);
      }
      return answer;
    }
    // Our own search is always found, and its problems are always of this type.
    String type = response.headers().firstValue("content-type").orElse("");
    if (response.statusCode() == 404 || !type.startsWith("application/problem+json")) {
      throw stranger(null);
    }
    throw new UserException(
        "the server %s refused the search: %s%s"
            .formatted(
                server,
                JSON.readTree(response.body())
                    .path("detail")
                    .asText("status " + response.statusCode()),
                response.statusCode() == 401
                    ? "; give one by --token-file or in %s, or search without the server by --workspace DIR without --server"
                        .formatted(SearchCommand.TOKEN)
                    : ""));
  }

  private NoSearchServerException stranger(@Nullable Throwable cause) {
    String message =
        "what answers at %s is no search of Docent; name the right one with --server"
            .formatted(server);
    return cause == null
        ? new NoSearchServerException(message)
        : new NoSearchServerException(message, cause);
  }
}
