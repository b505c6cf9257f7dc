package dev.docent.transforms.sources.warc;

import dev.docent.records.RawPage;
import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.PageUrls;
import dev.docent.transforms.sources.RawPages;
import dev.docent.transforms.sources.SourceTimes;
import dev.docent.transforms.sources.Span;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

/**
 * The captured pages of a WARC file (ISO 28500): responses of status 200 that hold HTML or plain
 * text. All captures of a page are given, each with the time of its capture; a revisit is the
 * content that it refers to, seen again, where that came before in the same file.
 */
final class WarcPages {
  static final String DAMAGED = "damaged-archive";
  private static final List<String> PAGE_TYPES =
      List.of("text/html", "application/xhtml+xml", "text/plain");

  private final long maxPageBytes;
  private final Span window;
  private final PageSink sink;
  private final Runnable other;

  /** The last content of each page, for revisits: its digest and its place among what was given. */
  private final Map<String, RawPage> byPayload = new HashMap<>();

  private long held;

  /** As many bytes of pages are kept for later revisits of them. */
  private static final long MAX_HELD = 64L << 20;

  /**
   * Reads captures of a window.
   *
   * @param other is called for each record that is no page
   */
  WarcPages(long maxPageBytes, Span window, PageSink sink, Runnable other) {
    this.maxPageBytes = maxPageBytes;
    this.window = window;
    this.sink = sink;
    this.other = other;
  }

  /**
   * Reads a file; of a damaged one the records before the damage are kept, and a dead letter says
   * where it is.
   *
   * @param name of the file, for dead letters
   */
  void read(String name, InputStream file) {
    long record = 0;
    long position = 0;
    try (WarcReader reader = new WarcReader(file)) {
      reader.setLenient(true);
      for (Optional<WarcRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
        record++;
        position = reader.position();
        read(next.get(), "%s at byte %d".formatted(name, position));
      }
    } catch (IOException | RuntimeException e) {
      sink.deadLetter(
          RawPages.deadLetter(
              "%s record %d".formatted(name, record + 1),
              DAMAGED,
              "can't be read, nor what follows it; the record before starts at byte %d: %s"
                  .formatted(position, e)));
    }
  }

  private void read(WarcRecord record, String place) throws IOException {
    if (record instanceof WarcResponse response && isWeb(response.target())) {
      response(response, place);
    } else if (record instanceof WarcRevisit revisit && isWeb(revisit.target())) {
      revisit(revisit, place);
    }
  }

  private static boolean isWeb(@Nullable String target) {
    return target != null && target.matches("(?is)<?https?://.*");
  }

  private void response(WarcResponse record, String place) throws IOException {
    if (!window.mayHold(record.date())) {
      other.run();
      return;
    }
    HttpResponse http;
    try {
      http = record.http();
    } catch (IOException e) {
      sink.deadLetter(RawPages.deadLetter(place, "bad-response", e.toString()));
      return;
    }
    String type = type(http);
    if (http.status() != 200 || !PAGE_TYPES.contains(type)) {
      other.run();
      return;
    }
    Optional<String> url = PageUrls.normalise(bare(record.target()));
    if (url.isEmpty()) {
      sink.deadLetter(RawPages.deadLetter(place, "bad-url", "'%s'".formatted(record.target())));
      return;
    }
    byte[] content;
    try (InputStream body = http.bodyDecoded().stream()) {
      content = body.readNBytes((int) Math.min(maxPageBytes + 1, Integer.MAX_VALUE - 8));
    } catch (IOException e) {
      sink.deadLetter(
          RawPages.deadLetter(
              url.get(), "bad-response", "%s: the content can't be read: %s".formatted(place, e)));
      return;
    }
    if (content.length > maxPageBytes) {
      sink.deadLetter(RawPages.tooLarge(url.get(), -1, maxPageBytes));
      return;
    }
    RawPage page = page(url.get(), type, charset(http), content, record.date());
    page = RawPages.dated(page, modified(http), null, List.of());
    sink.page(page);
    hold(record.payloadDigest().map(Object::toString).orElse(null), page);
  }

  private void revisit(WarcRevisit record, String place) {
    if (!window.mayHold(record.date())) {
      other.run();
      return;
    }
    Optional<String> url = PageUrls.normalise(bare(record.target()));
    RawPage before =
        record
            .payloadDigest()
            .map(digest -> byPayload.get(digest.toString()))
            .or(() -> url.map(one -> byPayload.get(one)))
            .orElse(null);
    if (url.isEmpty() || before == null) {
      sink.deadLetter(
          RawPages.deadLetter(
              url.orElse(place),
              "revisit-without-content",
              "%s: the capture that it refers to is not in this file before it".formatted(place)));
      return;
    }
    sink.page(
        RawPage.newBuilder(before)
            .setId(url.get())
            .setUrl(url.get())
            .setIngestedAt(record.date().truncatedTo(ChronoUnit.MILLIS))
            .build());
  }

  private void hold(@Nullable String digest, RawPage page) {
    held += page.getContent().remaining();
    if (held > MAX_HELD) {
      byPayload.clear();
      held = page.getContent().remaining();
    }
    byPayload.put(page.getId(), page);
    if (digest != null) {
      byPayload.put(digest, page);
    }
  }

  private static RawPage page(
      String url, String type, @Nullable String charset, byte[] content, Instant captured) {
    return RawPage.newBuilder(
            RawPages.of(
                url,
                url,
                null,
                type.equals(RawPages.PLAIN) ? RawPages.PLAIN : RawPages.HTML,
                charset,
                content))
        .setIngestedAt(captured.truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  private static @Nullable String modified(HttpResponse http) {
    return SourceTimes.iso(http.headers().first("Last-Modified").orElse(null));
  }

  private static String type(HttpResponse http) {
    try {
      return http.contentType().base().toString().toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static @Nullable String charset(HttpResponse http) {
    try {
      MediaType type = http.contentType();
      return type.parameters().get("charset");
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Some old writers put the URL between angle brackets. */
  private static String bare(String target) {
    return target.replaceAll("^<|>$", "");
  }
}
