package dev.docent.transforms.sources;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Makes clients that ask once, without rate limit or address guard. */
public final class PlainWebClients implements WebClient.Factory {
  private static final long serialVersionUID = 1L;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  @Override
  public WebClient open() {
    return new Client();
  }

  private static final class Client implements WebClient {
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    @Override
    public Response get(Request request) throws IOException {
      URI url = request.url();
      boolean own = true;
      for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        own = own && Origin.of(url).equals(Origin.of(request.url()));
        HttpResponse<InputStream> answer = send(url, request, own);
        String next = answer.headers().firstValue("location").orElse("");
        if (!REDIRECTS.contains(answer.statusCode()) || next.isEmpty()) {
          return new Response(
              answer.statusCode(), url, lowerCase(answer), body(answer, request.maxBytes()));
        }
        answer.body().close();
        url = url.resolve(next);
      }
      throw new IOException(
          "%s leads on more than %d times".formatted(request.url(), MAX_REDIRECTS));
    }

    private HttpResponse<InputStream> send(URI url, Request request, boolean own)
        throws IOException {
      HttpRequest.Builder asked = HttpRequest.newBuilder(url).timeout(TIMEOUT);
      asked.setHeader("Accept-Encoding", "gzip").setHeader("User-Agent", "docent");
      request.headers().forEach(asked::setHeader);
      if (own) {
        request.secrets().headers().forEach(asked::setHeader);
      }
      try {
        return http.send(asked.build(), HttpResponse.BodyHandlers.ofInputStream());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while asking " + url, e);
      }
    }

    private static byte[] body(HttpResponse<InputStream> answer, long maxBytes) throws IOException {
      boolean packed = answer.headers().firstValue("content-encoding").orElse("").equals("gzip");
      try (InputStream raw = answer.body();
          InputStream in = packed ? new GZIPInputStream(raw) : raw) {
        byte[] body = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
        if (body.length > maxBytes) {
          throw new IOException("%s is larger than %d bytes".formatted(answer.uri(), maxBytes));
        }
        return body;
      }
    }

    private static Map<String, List<String>> lowerCase(HttpResponse<?> answer) {
      Map<String, List<String>> headers = new TreeMap<>();
      answer.headers().map().forEach((name, v) -> headers.put(name.toLowerCase(Locale.ROOT), v));
      return headers;
    }

    @Override
    public void close() {}
  }
}
