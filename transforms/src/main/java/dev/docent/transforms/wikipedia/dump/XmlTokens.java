package dev.docent.transforms.wikipedia.dump;

import dev.docent.records.UserException;
import dev.docent.transforms.wikipedia.bzip2.DamageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Pulls tags and the text before them out of UTF-8 XML, byte by byte.
 *
 * <p>Written for dumps, instead of the JDK's StAX reader, for four reasons: a reader may start
 * anywhere, where there is no root element; what was read before a cut stays usable; byte offsets
 * are exact; and the JDK's limit on the total size of entities, which guards against expansion
 * attacks, stops it in real dumps after some 50 million escaped characters. Here entities other
 * than the predefined five and character references stay as they are written, and a DOCTYPE is
 * refused, so nothing can expand.
 */
final class XmlTokens {
  enum Kind {
    START,
    EMPTY,
    END,
    EOF,
    /** Data is missing here; see {@link XmlTokens#takeDamage()}. */
    DAMAGE
  }

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_TAG_BYTES = 1 << 14;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int limit;
  private long bufferOffset;
  private boolean ended;
  private @Nullable String failure;
  private @Nullable DamageException damage;

  private final ByteSink tag = new ByteSink();
  private final ByteSink text = new ByteSink();
  private long tagOffset;
  private boolean atTagEnd = true;
  private boolean endTag;

  XmlTokens(InputStream in) {
    this.in = in;
  }

  /** Bytes taken so far. */
  long offset() {
    return bufferOffset + next;
  }

  /** Where the last tag's '<' stands. */
  long tagOffset() {
    return tagOffset;
  }

  /** Why there is nothing more to read; null where the stream simply ended. */
  @Nullable String failure() {
    return failure;
  }

  /** Whether data is missing here. */
  boolean isDamaged() {
    return damage != null;
  }

  /** What is damaged here, once; then reading may go on behind it. */
  @Nullable DamageException takeDamage() {
    DamageException taken = damage;
    damage = null;
    atTagEnd = true;
    return taken;
  }

  /** Whether there is nothing more to read. */
  boolean ended() {
    return ended;
  }

  /** Whether the last tag ends an element. */
  boolean isEnd() {
    return endTag;
  }

  /** Whether the input ended within a tag, a comment or a CDATA section. */
  boolean endedInsideMarkup() {
    return !atTagEnd;
  }

  /** The text before the last tag, references resolved. */
  String text() {
    return XmlReferences.decode(text.bytes(), text.size());
  }

  /** Bytes of the text before the last tag, also of what exceeded the limit and wasn't kept. */
  long textBytes() {
    return text.offered();
  }

  /** The value of the last tag's attribute, references resolved; null where it has none such. */
  @Nullable String attribute(String name) {
    String all = tag.toString(StandardCharsets.UTF_8);
    int at = all.indexOf(name);
    while (at > 0) {
      int equals = at + name.length();
      if (all.charAt(at - 1) <= ' ' && equals + 1 < all.length() && all.charAt(equals) == '=') {
        int end = all.indexOf(all.charAt(equals + 1), equals + 2);
        return end < 0 ? null : XmlReferences.resolve(all.substring(equals + 2, end));
      }
      at = all.indexOf(name, equals);
    }
    return null;
  }

  /** The last tag's name, without a namespace prefix. */
  String name() {
    int start = 0;
    int end = 0;
    while (end < tag.size() && tag.at(end) > ' ' && tag.at(end) != '/') {
      if (tag.at(end) == ':') {
        start = end + 1;
      }
      end++;
    }
    return tag.substring(start, end);
  }

  /**
   * Goes on to the next tag; comments and processing instructions are passed over.
   *
   * @param keepText at most this many bytes of the text before it are kept, none where 0
   */
  Kind next(int keepText) throws IOException {
    text.reset(keepText);
    while (true) {
      if (!copyUntil('<', text)) {
        return stopped();
      }
      tagOffset = offset() - 1;
      atTagEnd = false;
      int c = read();
      if (c < 0) {
        return stopped();
      }
      if (c == '!') {
        if (!readDeclaration()) {
          return stopped();
        }
      } else if (c == '?') {
        if (!skipPast("?>", null)) {
          return stopped();
        }
      } else {
        return readTag(c);
      }
      atTagEnd = true;
    }
  }

  /** Goes past the next occurrence of some ASCII bytes; false where there is none. */
  boolean skipPast(String pattern) throws IOException {
    return skipPast(pattern, null);
  }

  private Kind stopped() {
    return damage == null ? Kind.EOF : Kind.DAMAGE;
  }

  private Kind readTag(int first) throws IOException {
    boolean end = first == '/';
    endTag = end;
    tag.reset(MAX_TAG_BYTES);
    int c = end ? read() : first;
    int quote = 0;
    while (c >= 0 && (c != '>' || quote != 0)) {
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
      tag.write((byte) c);
      c = read();
      if (tag.offered() > MAX_TAG_BYTES) {
        failure = "a tag is longer than " + MAX_TAG_BYTES + " bytes";
        ended = true;
        return Kind.EOF;
      }
    }
    if (c < 0) {
      return stopped();
    }
    atTagEnd = true;
    if (end) {
      return Kind.END;
    }
    return tag.size() > 0 && tag.at(tag.size() - 1) == '/' ? Kind.EMPTY : Kind.START;
  }

  private boolean readDeclaration() throws IOException {
    StringBuilder start = new StringBuilder();
    while (start.length() < 7) {
      int c = read();
      if (c < 0) {
        return false;
      }
      start.append((char) c);
      if (start.toString().equals("--")) {
        return skipPast("-->", null);
      }
    }
    if (start.toString().equals("[CDATA[")) {
      return skipPast("]]>", text);
    }
    throw new UserException(
        "the dump has a '<!%s...' declaration at byte %d of its XML; MediaWiki writes none, and document types aren't read because their entities can be made to expand without bound"
            .formatted(start, tagOffset));
  }

  /** Reads to the end of a pattern; what stands before it goes to the sink as character data. */
  private boolean skipPast(String pattern, @Nullable ByteSink sink) throws IOException {
    int matched = 0;
    while (true) {
      int c = read();
      if (c < 0) {
        return false;
      }
      // Falls back by one possible overlap at a time, as Knuth, Morris and Pratt do.
      while (matched > 0 && c != pattern.charAt(matched)) {
        int shorter = overlap(pattern, matched);
        emit(pattern, matched - shorter, sink);
        matched = shorter;
      }
      if (c == pattern.charAt(matched)) {
        matched++;
        if (matched == pattern.length()) {
          return true;
        }
      } else {
        emit((byte) c, sink);
      }
    }
  }

  private static int overlap(String pattern, int matched) {
    for (int length = matched - 1; length > 0; length--) {
      if (pattern.regionMatches(0, pattern, matched - length, length)) {
        return length;
      }
    }
    return 0;
  }

  private static void emit(String pattern, int count, @Nullable ByteSink sink) {
    for (int i = 0; i < count; i++) {
      emit((byte) pattern.charAt(i), sink);
    }
  }

  private static void emit(byte b, @Nullable ByteSink sink) {
    if (sink != null) {
      sink.write(b);
      if (b == '&') {
        // In CDATA an ampersand means itself.
        for (char c : new char[] {'a', 'm', 'p', ';'}) {
          sink.write((byte) c);
        }
      }
    }
  }

  private boolean copyUntil(char stop, ByteSink sink) throws IOException {
    while (true) {
      int i = next;
      while (i < limit && buffer[i] != stop) {
        i++;
      }
      sink.write(buffer, next, i - next);
      next = i;
      if (i < limit) {
        next++;
        return true;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  private int read() throws IOException {
    if (next == limit && !fill()) {
      return -1;
    }
    return buffer[next++] & 0xff;
  }

  private boolean fill() throws IOException {
    if (ended || damage != null) {
      return false;
    }
    bufferOffset += limit;
    next = 0;
    limit = 0;
    try {
      int n = in.read(buffer, 0, buffer.length);
      if (n > 0) {
        limit = n;
        return true;
      }
    } catch (DamageException e) {
      damage = e;
      return false;
    } catch (UncheckedIOException e) {
      // The file itself can't be read, which is no fault of the dump.
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      // The decoder gives up: the data is damaged or ends too early.
      failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
    ended = true;
    return false;
  }
}
