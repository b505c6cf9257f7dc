package dev.docent.transforms.sources;

import dev.docent.records.UserException;
import dev.docent.transforms.fetch.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Asks for documents that list pages. */
public final class Listings {
  /** As large as the sitemap protocol allows a sitemap to be, unpacked. */
  public static final long MAX_BYTES = 52_428_800;

  private static final int SNIFFED_BYTES = 4096;

  private Listings() {}

  /** What a document is, by its beginning. */
  public enum Form {
    SITEMAP,
    XML_FEED,
    JSON,
    HTML,
    TEXT
  }

  /** Asks; what is gzipped is unpacked. */
  public static WebClient.Response get(WebClient web, String url) throws IOException {
    WebClient.Response response =
        web.get(new WebClient.Request(URI.create(url), Map.of(), Secrets.NONE, MAX_BYTES, false));
    byte[] body = response.body();
    if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
      return response;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] unpacked = in.readNBytes((int) MAX_BYTES + 1);
      if (unpacked.length > MAX_BYTES) {
        throw new IOException("%s is larger than %d bytes when unpacked".formatted(url, MAX_BYTES));
      }
      return new WebClient.Response(
          response.status(), response.url(), response.headers(), unpacked);
    }
  }

  /**
   * Asks for the document that {@code --articles} names.
   *
   * @throws UserException if it doesn't come
   */
  public static WebClient.Response first(WebClient web, String url) {
    try {
      WebClient.Response response = get(web, url);
      if (response.status() != 200) {
        throw new UserException(
            "--articles '%s' answers with HTTP status %d".formatted(url, response.status()));
      }
      return response;
    } catch (IOException e) {
      throw new UserException("--articles '%s' can't be read: %s".formatted(url, message(e)), e);
    }
  }

  /** What went wrong, in words. */
  public static String message(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Tells a document's form. */
  public static Form form(byte[] body) {
    String start =
        new String(body, 0, Math.min(body.length, SNIFFED_BYTES), StandardCharsets.UTF_8)
            .replace("\0", "")
            .replace("\uFEFF", "")
            .replaceAll("(?s)<!--.*?-->", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (start.matches("(?s).*<([a-z0-9]+:)?(urlset|sitemapindex)[\\s>].*")) {
      return Form.SITEMAP;
    }
    if (start.matches("(?s).*<(rss|rdf:rdf|([a-z0-9]+:)?feed)[\\s>].*")) {
      return Form.XML_FEED;
    }
    if (start.startsWith("{")) {
      return Form.JSON;
    }
    return start.startsWith("<") ? Form.HTML : Form.TEXT;
  }
}
