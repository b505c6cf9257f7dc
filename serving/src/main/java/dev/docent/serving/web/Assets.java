package dev.docent.serving.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The page's own files. Their names carry a hash, so that browsers may keep them for good. */
enum Assets {
  STYLE("search", "css", MediaType.CSS_UTF_8),
  SCRIPT("search", "js", MediaType.JAVASCRIPT_UTF_8),
  ICON("icon", "svg", MediaType.parse("image/svg+xml"));

  /** Where all of them are served. */
  static final String FOLDER = "/assets/";

  private final byte[] content;
  private final String path;
  private final MediaType type;

  Assets(String name, String extension, MediaType type) {
    this.content = read(name + "." + extension);
    this.path = FOLDER + "%s.%s.%s".formatted(name, hash(content), extension);
    this.type = type;
  }

  /** Where it is served. */
  String path() {
    return path;
  }

  int size() {
    return content.length;
  }

  HttpResponse response() {
    return HttpResponse.of(
        Responses.headers(HttpStatus.OK, type, "public, max-age=31536000, immutable"),
        HttpData.wrap(content));
  }

  private static byte[] read(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the file " + file + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
