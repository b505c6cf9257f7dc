package dev.docent.transforms.sources;

import dev.docent.transforms.fetch.Secrets;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks servers for listings: an API's answers, sitemaps, feeds. An implementation keeps to the rate
 * limit, tries again where that may help, follows redirects and refuses private addresses; {@code
 * Content-Encoding} is undone in what it returns.
 */
public interface WebClient extends Closeable {
  /**
   * Asks by GET.
   *
   * @return the last answer, of whatever status
   * @throws IOException if no answer came after all tries, an address is refused, or the answer is
   *     larger than allowed; the message names the URL and no header
   */
  Response get(Request request) throws IOException;

  /** Makes a client on the worker. */
  interface Factory extends Serializable {
    WebClient open();
  }

  /**
   * What to ask for.
   *
   * @param headers sent with every request, also after redirects
   * @param secrets sent to the origin (scheme, host and port) of {@code url} alone; {@code url} is
   *     without them
   * @param maxBytes a longer body, unpacked, is an error
   * @param robots whether robots.txt must allow it
   */
  record Request(
      URI url, Map<String, String> headers, Secrets secrets, long maxBytes, boolean robots) {
    /** Tells nothing of the secrets. */
    @Override
    public String toString() {
      return "GET " + url;
    }
  }

  /**
   * What came.
   *
   * @param url after redirects
   * @param headers by name in lower case
   */
  record Response(int status, URI url, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
  }
}
