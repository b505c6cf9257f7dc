package dev.docent.transforms.sources;

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
public final class RawPages {
  public static final String HTML = "text/html";
  public static final String PLAIN = "text/plain";
  public static final String TOO_LARGE = "too-large";
  public static final String UNREADABLE = "unreadable";
  private static final String STAGE = "ingest";

  private RawPages() {}

  /** A page seen now, of which its source tells no dates and tags. */
  public static RawPage of(
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

  /** A page with what its source tells beside the content. */
  public static RawPage dated(
      RawPage page, @Nullable String updated, @Nullable String published, List<String> tags) {
    return RawPage.newBuilder(page)
        .setUpdated(updated)
        .setPublished(published)
        .setTags(tags)
        .build();
  }

  /** Text files are plain, all others HTML. */
  public static String contentType(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".txt") || name.endsWith(".md") ? PLAIN : HTML;
  }

  /**
   * What could not become a page.
   *
   * @param reason a kebab-case code
   */
  public static DeadLetter deadLetter(String id, String reason, String detail) {
    return new DeadLetter(STAGE, id, reason, detail);
  }

  /**
   * A page above the limit.
   *
   * @param bytes its size, negative where only known to be too large
   */
  public static DeadLetter tooLarge(String id, long bytes, long maxBytes) {
    return deadLetter(
        id,
        TOO_LARGE,
        "%s bytes; --max-page-bytes allows %d".formatted(bytes < 0 ? "too many" : bytes, maxBytes));
  }
}
