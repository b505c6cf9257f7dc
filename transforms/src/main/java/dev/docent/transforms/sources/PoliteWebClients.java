package dev.docent.transforms.sources;

import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.fetch.Fetcher;
import dev.docent.transforms.fetch.WebAnswer;
import dev.docent.transforms.fetch.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes clients that ask as pages are asked for: within the rate, with repeats, at public addresses
 * alone. What is asked for without credentials is kept, where the settings name a cache, and asked
 * for conditionally the next time.
 */
public final class PoliteWebClients implements WebClient.Factory {
  private static final long serialVersionUID = 1L;

  private final FetchSettings settings;

  public PoliteWebClients(FetchSettings settings) {
    this.settings = settings;
  }

  @Override
  public WebClient open() {
    return new Client(Fetcher.open(settings));
  }

  private static final class Client implements WebClient {
    private final Fetcher fetcher;

    Client(Fetcher fetcher) {
      this.fetcher = fetcher;
    }

    @Override
    public Response get(Request request) throws IOException {
      Map<String, String> sent = new TreeMap<>(request.headers());
      String accept = sent.remove("Accept");
      WebRequest asked =
          WebRequest.of(request.url().toString(), request.maxBytes())
              .withHeaders(sent)
              .withSecrets(request.secrets());
      if (accept != null) {
        asked = asked.withAccept(accept);
      }
      if (!request.robots()) {
        asked = asked.withoutRobots();
      }
      if (request.secrets().isEmpty()) {
        asked = asked.withCache();
      }
      WebAnswer answer;
      try {
        answer = fetcher.get(asked);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while asking " + request.url(), e);
      }
      if (answer.problem() != null && (answer.status() == 0 || answer.status() / 100 == 3)) {
        throw new IOException(
            "%s: %s (%s)"
                .formatted(request.url(), answer.problem().detail(), answer.problem().reason()));
      }
      Map<String, List<String>> headers = new TreeMap<>();
      answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
      return new Response(answer.status(), URI.create(answer.url()), headers, answer.body());
    }

    @Override
    public void close() throws IOException {
      fetcher.close();
    }
  }
}
