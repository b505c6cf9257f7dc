package dev.docent.transforms.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body: counts the bytes as sent and after decompression, and stops at the first
 * one too many, so that neither a large file nor a small one that swells is read further. Content
 * codings: gzip, deflate (zlib, or raw as some servers send it), br.
 */
final class BodyReader {
  static final String CODINGS = "gzip, deflate, br";
  private static final int BUFFER_BYTES = 1 << 14;
  private static final int MAX_CODINGS = 3;
  private static final int CM_DEFLATE = 8;

  private BodyReader() {}

  /**
   * Reads a body to its end.
   *
   * @throws FetchException {@code too-large}, {@code unsupported-coding}, {@code broken-coding}
   * @throws IOException if the connection breaks
   */
  static byte[] read(InputStream sent, @Nullable String codings, long maxBytes)
      throws IOException, FetchException {
    InputStream in = new Limited(sent, maxBytes);
    try {
      if (codings != null) {
        String[] applied = codings.split(",");
        if (applied.length > MAX_CODINGS) {
          throw unsupported(codings).exception();
        }
        for (int i = applied.length - 1; i >= 0; i--) {
          in = decoded(in, applied[i].strip().toLowerCase(Locale.ROOT));
        }
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (body.size() + n > maxBytes) {
          throw tooLarge(maxBytes).exception();
        }
        body.write(buffer, 0, n);
      }
      return body.toByteArray();
    } catch (LimitReached e) {
      throw tooLarge(maxBytes).exception();
    } catch (ZipException e) {
      throw broken(String.valueOf(codings), e);
    } catch (IOException e) {
      // The Brotli decoder reports damage as a plain IOException with a cause of its own.
      if (e.getClass() == IOException.class && isBrotli(e.getCause())) {
        throw broken(String.valueOf(codings), e);
      }
      throw e;
    }
  }

  static Problem tooLarge(long maxBytes) {
    return Problem.refused(
        "too-large", "more than the %,d bytes that --max-page-bytes allows".formatted(maxBytes));
  }

  private static InputStream decoded(InputStream in, String coding)
      throws IOException, FetchException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in, BUFFER_BYTES);
      case "deflate" -> inflated(in);
      case "br" -> new BrotliInputStream(in);
      case "identity", "" -> in;
      default -> throw unsupported(coding).exception();
    };
  }

  /** By RFC 9110 deflate is a zlib stream; what doesn't begin as one is taken as raw. */
  private static InputStream inflated(InputStream in) throws IOException {
    BufferedInputStream ahead = new BufferedInputStream(in, BUFFER_BYTES);
    ahead.mark(2);
    int first = ahead.read();
    int second = ahead.read();
    ahead.reset();
    boolean zlib = (first & 0x0f) == CM_DEFLATE && ((first << 8) + second) % 31 == 0;
    return new InflaterInputStream(ahead, new Inflater(!zlib), BUFFER_BYTES);
  }

  private static Problem unsupported(String coding) {
    return Problem.failed(
        "unsupported-coding",
        "the body's Content-Encoding is '%s'; asked for was %s".formatted(coding, CODINGS));
  }

  private static FetchException broken(String codings, IOException cause) {
    return Problem.failed(
            "broken-coding",
            "the body is not what its Content-Encoding '%s' says: %s"
                .formatted(codings, cause.getMessage()))
        .exception(cause);
  }

  private static boolean isBrotli(@Nullable Throwable cause) {
    return cause != null && cause.getClass().getName().startsWith("org.brotli");
  }

  private static final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Fails at the first byte above a limit. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long limit) {
      this.in = in;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int n) throws IOException {
      left -= n;
      if (left < 0) {
        throw new LimitReached();
      }
    }
  }
}
