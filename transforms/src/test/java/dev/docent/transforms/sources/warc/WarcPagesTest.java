package dev.docent.transforms.sources.warc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.transforms.sources.Gathered;
import dev.docent.transforms.sources.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class WarcPagesTest {
  private final Gathered gathered = new Gathered();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] record(String type, String url, String date, String more, byte[] block) {
    return join(
        bytes(
            "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\n%sContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
                .formatted(
                    type,
                    url,
                    date,
                    java.util.UUID.nameUUIDFromBytes(bytes(type + url + date)),
                    more,
                    block.length)),
        block,
        bytes("\r\n\r\n"));
  }

  private static byte[] http(String statusAndHeaders, byte[] body) {
    return join(bytes("HTTP/1.1 " + statusAndHeaders + "\r\n\r\n"), body);
  }

  private static byte[] html(String url, String date, String html) {
    return record(
        "response", url, date, "", http("200 OK\r\nContent-Type: text/html", bytes(html)));
  }

  private void read(Span window, byte[] warc) {
    new WarcPages(1000, window, gathered, () -> gathered.leftOut("other"))
        .read("x.warc", new ByteArrayInputStream(warc));
  }

  @Test
  void allCapturesOfAPageAreGivenWithTheirTimes() throws IOException {
    read(
        Span.ALWAYS,
        join(
            gzip(html("https://example.org/a#x", "2026-01-02T03:04:05Z", "one")),
            gzip(html("https://example.org/a", "2026-02-02T03:04:05Z", "two")),
            gzip(record("response", "dns:example.org", "2026-01-02T03:04:05Z", "", bytes("x")))));
    assertEquals(List.of("https://example.org/a", "https://example.org/a"), gathered.ids());
    assertEquals(Instant.parse("2026-02-02T03:04:05Z"), gathered.pages.get(1).getIngestedAt());
    assertEquals("two", gathered.text(1));
    assertTrue(gathered.letters.isEmpty(), gathered.letters::toString);
  }

  @Test
  void packedAndChunkedContentIsUnpacked() throws IOException {
    byte[] packed = gzip(bytes("<p>packed"));
    byte[] chunks = join(bytes("%x\r\n".formatted(packed.length)), packed, bytes("\r\n0\r\n\r\n"));
    read(
        Span.ALWAYS,
        record(
            "response",
            "http://example.org/a",
            "2026-01-02T03:04:05Z",
            "",
            http(
                "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nLast-Modified: Thu, 01 Jan 2026 00:00:01 GMT",
                chunks)));
    assertEquals("<p>packed", gathered.text(0));
    assertEquals("utf-8", gathered.pages.get(0).getCharset());
    assertEquals("2026-01-01T00:00:01Z", gathered.pages.get(0).getUpdated());
  }

  @Test
  void othersThanPagesAreLeftOut() {
    read(
        Span.ALWAYS,
        join(
            record(
                "response",
                "http://e.org/a",
                "2026-01-02T03:04:05Z",
                "",
                http("404 No\r\nContent-Type: text/html", bytes("x"))),
            record(
                "response",
                "http://e.org/b",
                "2026-01-02T03:04:05Z",
                "",
                http("200 OK\r\nContent-Type: image/png", bytes("x"))),
            record(
                "response",
                "http://e.org/c",
                "2026-01-02T03:04:05Z",
                "",
                http("200 OK\r\nContent-Type: text/html", new byte[1001]))));
    assertEquals(List.of("other", "other"), gathered.leftOut);
    assertEquals(List.of("http://e.org/c too-large"), gathered.reasons());
  }

  @Test
  void revisitsAreTheContentSeenAgain() {
    String digest = "WARC-Payload-Digest: sha1:AAAA\r\n";
    byte[] head = http("200 OK\r\nContent-Type: text/html", new byte[0]);
    String profile =
        "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n";
    read(
        Span.ALWAYS,
        join(
            record(
                "response",
                "http://e.org/a",
                "2026-01-02T03:04:05Z",
                digest,
                http("200 OK\r\nContent-Type: text/html", bytes("one"))),
            record("revisit", "http://e.org/a", "2026-03-02T03:04:05Z", digest + profile, head),
            record("revisit", "http://e.org/z", "2026-03-02T03:04:05Z", profile, head)));
    assertEquals(List.of("http://e.org/a", "http://e.org/a"), gathered.ids());
    assertEquals("one", gathered.text(1));
    assertEquals(Instant.parse("2026-03-02T03:04:05Z"), gathered.pages.get(1).getIngestedAt());
    assertEquals(List.of("http://e.org/z revisit-without-content"), gathered.reasons());
  }

  @Test
  void aWindowTakesItsCapturesAlone() {
    read(
        new Span(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z")),
        join(
            html("http://e.org/a", "2026-01-02T03:04:05Z", "x"),
            html("http://e.org/b", "2026-02-02T03:04:05Z", "x"),
            html("http://e.org/c", "2026-03-01T00:00:00Z", "x")));
    assertEquals(List.of("http://e.org/b"), gathered.ids());
  }

  @Test
  void ofADamagedFileWholeRecordsAreKeptAndThePlaceIsTold() throws IOException {
    byte[] first = gzip(html("http://e.org/a", "2026-01-02T03:04:05Z", "one"));
    byte[] second = gzip(html("http://e.org/b", "2026-01-02T03:04:05Z", "two".repeat(100)));
    read(Span.ALWAYS, Arrays.copyOf(join(first, second), first.length + second.length / 2));
    assertEquals(List.of("http://e.org/a"), gathered.ids());
    assertEquals(List.of("x.warc record 2 damaged-archive"), gathered.reasons());
  }
}
