package dev.docent.transforms.fetch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Listings and robots.txt files as they were last seen, with their validators, so that the next run
 * asks for them conditionally. A file that can't be read or written is as good as none.
 */
final class WebCache {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  WebCache(String folder) {
    this.folder = Path.of(folder);
  }

  /** An answer as it was kept. */
  record Kept(String url, Map<String, String> headers, byte[] body) {
    @Nullable String etag() {
      return headers.get("etag");
    }

    @Nullable String lastModified() {
      return headers.get("last-modified");
    }

    /** The whole answer that a 304 stands for. */
    WebAnswer answer(WebAnswer unchanged) {
      return new WebAnswer(
          unchanged.url(), 200, headers, body, unchanged.requests(), unchanged.at(), null);
    }

    @Override
    public String toString() {
      return url;
    }
  }

  @Nullable Kept find(String url) {
    Path file = file(url);
    try {
      Kept kept = Files.exists(file) ? JSON.readValue(file.toFile(), Kept.class) : null;
      return kept != null && kept.url().equals(url) ? kept : null;
    } catch (IOException e) {
      return null;
    }
  }

  void keep(String url, WebAnswer answer) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : new String[] {"etag", "last-modified", "content-type"}) {
      String value = answer.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    if (!headers.containsKey("etag") && !headers.containsKey("last-modified")) {
      return;
    }
    try {
      Files.createDirectories(folder);
      AtomicFiles.replace(file(url), JSON.writeValueAsBytes(new Kept(url, headers, answer.body())));
    } catch (IOException e) {
      System.err.println("warning: '%s' could not be kept: %s".formatted(url, e.getMessage()));
    }
  }

  private Path file(String url) {
    return folder.resolve(Hashes.sha256(url).substring(0, 32) + ".json");
  }
}
