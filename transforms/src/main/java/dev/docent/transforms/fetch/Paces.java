package dev.docent.transforms.fetch;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The paces of all hosts that this JVM asks. A host is a name and a port; http and https on their
 * usual ports are one host.
 */
final class Paces {
  /** Of this process and no other. */
  static final String PROCESS = UUID.randomUUID().toString();

  /** Before this process began another, since killed, may have asked. */
  private static final long STARTED =
      System.nanoTime()
          - TimeUnit.MILLISECONDS.toNanos(ManagementFactory.getRuntimeMXBean().getUptime());

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
    return of(host(url));
  }

  Pace of(String host) {
    synchronized (paces) {
      return paces.computeIfAbsent(host, key -> new Pace(STARTED));
    }
  }

  /** The name that a rate is kept by, such as {@code example.org} or {@code example.org:8080}. */
  static String host(URI url) {
    String name = url.getHost().toLowerCase(Locale.ROOT);
    int port = url.getPort();
    return port < 0 || port == 80 || port == 443 ? name : name + ":" + port;
  }
}
