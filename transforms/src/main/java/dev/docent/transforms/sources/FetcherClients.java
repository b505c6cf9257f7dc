package dev.docent.transforms.sources;

import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.fetch.Fetcher;
import dev.docent.transforms.fetch.WebAnswer;
import dev.docent.transforms.fetch.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes clients that ask for listings as pages are fetched: within the rate, again, guarded. */
public final class FetcherClients implements WebClient.Factory {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_ERROR_STATUS = 400;

  private final FetchSettings settings;

  public FetcherClients(FetchSettings settings) {
    this.settings = settings;
  }

  @Override
  public WebClient open() {
    return new Client(Fetcher.open(settings));
  }

  private record Client(Fetcher fetcher) implements WebClient {
    @Override
    public Response get(Request request) throws IOException {
      Map<String, String> headers = new HashMap<>(request.headers());
      String accept = headers.remove("Accept");
      WebRequest asked =
          WebRequest.of(request.url().toString(), request.maxBytes())
              .withHeaders(headers)
              .withSecretHeaders(request.credentials());
      asked = accept == null ? asked : asked.withAccept(accept);
      WebAnswer answer;
      try {
        answer = fetcher.get(request.robots() ? asked : asked.withoutRobots());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while asking " + request.url(), e);
      }
      if (answer.problem() != null && answer.status() < FIRST_ERROR_STATUS) {
        throw new IOException(
            "%s: %s (%s)"
                .formatted(request.url(), answer.problem().detail(), answer.problem().reason()));
      }
      Map<String, List<String>> received = new HashMap<>();
      answer.headers().forEach((name, value) -> received.put(name, List.of(value)));
      return new Response(answer.status(), URI.create(answer.url()), received, answer.body());
    }

    @Override
    public void close() throws IOException {
      fetcher.close();
    }
  }
}
