package dev.docent.transforms.fetch;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The paces of all hosts that this JVM asks. A host is a name and a port; http and https on their
 * usual ports are one host.
 */
final class Paces {
  private static final int MAX_HOSTS = 10_000;

  /** Of all clients in this JVM, so that two of them keep one rate together. */
  static final Paces SHARED = new Paces();

  /** The host that was asked least lately goes first; by then its last request is long past. */
  private final Map<String, Pace> paces =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pace> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  Pace of(URI url) {
    synchronized (paces) {
      return paces.computeIfAbsent(host(url), key -> new Pace());
    }
  }

  /** The name that a rate is kept by, such as {@code example.org} or {@code example.org:8080}. */
  static String host(URI url) {
    String name = url.getHost().toLowerCase(Locale.ROOT);
    int port = url.getPort();
    return port < 0 || port == 80 || port == 443 ? name : name + ":" + port;
  }
}
