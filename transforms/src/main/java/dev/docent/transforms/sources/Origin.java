package dev.docent.transforms.sources;

import java.net.URI;
import java.util.Locale;

/** A URL's scheme, host and port (RFC 6454): what a credential may be sent to. */
public record Origin(String scheme, String host, int port) {
  /** The origin of an http or https URL; its scheme's port where it names none. */
  public static Origin of(URI url) {
    String scheme = lower(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, lower(url.getHost()), port);
  }

  private static String lower(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
