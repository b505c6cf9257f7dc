package dev.docent.transforms.articles;

import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.workspace.Hashes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the records of the ingest stage. */
final class RawPages {
  static final String HTML = "text/html";
  static final String PLAIN = "text/plain";
  static final String TOO_LARGE = "too-large";
  static final String UNREADABLE = "unreadable";
  private static final String STAGE = "ingest";

  private RawPages() {}

  static RawPage of(
      String id,
      @Nullable String url,
      @Nullable String title,
      String contentType,
      @Nullable String charset,
      byte[] content) {
    return new RawPage(
        id,
        url,
        title,
        contentType,
        charset,
        ByteBuffer.wrap(content),
        Hashes.sha256(content),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        null,
        null,
        List.of());
  }

  /** Text files are plain, all others HTML. */
  static String contentType(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".txt") || name.endsWith(".md") ? PLAIN : HTML;
  }

  static DeadLetter deadLetter(String id, String reason, String detail) {
    return new DeadLetter(STAGE, id, reason, detail);
  }

  static DeadLetter tooLarge(String id, long bytes, long maxBytes) {
    return deadLetter(
        id,
        TOO_LARGE,
        "%s bytes; --max-page-bytes allows %d".formatted(bytes < 0 ? "too many" : bytes, maxBytes));
  }
}
