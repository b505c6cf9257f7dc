package dev.docent.pipelines.hooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts a message as {@code {"text": "..."}}, as Slack and those that understand it take it. Its
 * URL is a secret: whoever knows it may post. It is told to nobody, in no message either.
 */
public final class Webhook {
  /** The environment variable that gives the URL where no file does. */
  public static final String VARIABLE = "DOCENT_WEBHOOK";

  private static final int TRIES = 3;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final Duration timeout;
  private final Duration firstWait;
  private final HttpClient client;

  /**
   * @param timeout of each try
   * @param firstWait before the second try; the third waits twice as long
   */
  Webhook(URI url, Duration timeout, Duration firstWait) {
    this.url = url;
    this.timeout = timeout;
    this.firstWait = firstWait;
    // It follows no redirect: that would hand the message to somebody else.
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /**
   * The webhook that a file or, where none is named, the environment gives.
   *
   * @param file whose first line is the URL; empty for none
   * @throws ConfigException if the file can't be read, or the URL is none
   */
  public static Optional<Webhook> of(String file, Map<String, String> environment) {
    String given = file.isEmpty() ? environment.get(VARIABLE) : firstLine(file);
    if (given == null || given.isBlank()) {
      return Optional.empty();
    }
    String origin = file.isEmpty() ? VARIABLE : "--webhook-file";
    return Optional.of(
        new Webhook(parse(given.strip(), origin), Duration.ofSeconds(10), Duration.ofSeconds(1)));
  }

  private static String firstLine(String file) {
    try {
      String line =
          Files.readString(Path.of(file), StandardCharsets.UTF_8).lines().findFirst().orElse("");
      if (line.isBlank()) {
        throw ConfigException.of(
            "--webhook-file is '%s', whose first line must be a URL and is empty".formatted(file));
      }
      return line;
    } catch (IOException e) {
      throw ConfigException.of(
          "--webhook-file is '%s', which can't be read (%s)"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  private static URI parse(String text, String origin) {
    try {
      URI url = URI.create(text);
      if ("https".equals(url.getScheme()) && url.getHost() != null
          || "http".equals(url.getScheme()) && isThisMachine(url.getHost())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Its message would show the URL.
    }
    throw ConfigException.of(
        "the URL of %s must begin with https:// (http:// only to this machine); it is not shown here, since it is a secret"
            .formatted(origin));
  }

  private static boolean isThisMachine(@Nullable String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
  }

  /**
   * Posts a message. A failure is a warning on standard error and nothing else.
   *
   * @return whether it was taken
   */
  public boolean post(String text) {
    String problem = "";
    try {
      byte[] body = JSON.writeValueAsBytes(Map.of("text", text));
      for (int attempt = 0; attempt < TRIES; attempt++) {
        if (attempt > 0) {
          Thread.sleep(firstWait.multipliedBy(1L << (attempt - 1)).toMillis());
        }
        try {
          int status = send(body);
          if (status / 100 == 2) {
            return true;
          }
          problem = "status " + status;
          if (status / 100 != 5 && status != TOO_MANY_REQUESTS) {
            break;
          }
        } catch (IOException e) {
          // Only its kind: messages may show the URL.
          problem = e.getClass().getSimpleName();
        }
      }
    } catch (IOException e) {
      problem = e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    }
    System.err.printf(
        "warning: the webhook did not take the message (%s); the run's result stays as it is%n",
        problem);
    return false;
  }

  private int send(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      // The request's own limit ends with the headers; a body may never end.
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
