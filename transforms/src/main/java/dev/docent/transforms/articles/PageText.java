package dev.docent.transforms.articles;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page as the HTML standard does: a byte order mark rules, then what the source declared,
 * then the page's own {@code <meta>} or XML declaration, then UTF-8 where the bytes are valid
 * UTF-8, else windows-1252. Bytes that don't decode become U+FFFD.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding">
 *     HTML, determining the character encoding</a>
 */
final class PageText {
  /** The standard asks for 1024 bytes; pages with long comments before the head need more. */
  private static final int PRESCAN_BYTES = 8192;

  private static final Pattern META =
      Pattern.compile(
          "<meta[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})");
  private static final Charset LEGACY = Charset.forName("windows-1252");

  private PageText() {}

  static String decode(byte[] bytes, @Nullable String declared) {
    Bom bom = Bom.of(bytes);
    if (bom != null) {
      return new String(bytes, bom.length, bytes.length - bom.length, bom.charset);
    }
    Charset charset = byName(declared);
    if (charset == null) {
      charset = stated(bytes);
    }
    if (charset != null) {
      return new String(bytes, charset);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, LEGACY);
    }
  }

  private static @Nullable Charset stated(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, PRESCAN_BYTES), StandardCharsets.ISO_8859_1);
    for (Pattern pattern : new Pattern[] {META, XML}) {
      Matcher matcher = pattern.matcher(start);
      if (matcher.find()) {
        Charset charset = byName(matcher.group(1));
        // Who can read the statement as ASCII does not have UTF-16 before them.
        return charset != null && charset.name().startsWith("UTF-16")
            ? StandardCharsets.UTF_8
            : charset;
      }
    }
    return null;
  }

  private static @Nullable Charset byName(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      Charset charset = Charset.forName(name.strip());
      // Browsers read both of these as windows-1252, and pages are written so.
      return charset.equals(StandardCharsets.ISO_8859_1)
              || charset.equals(StandardCharsets.US_ASCII)
          ? LEGACY
          : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private record Bom(Charset charset, int length) {
    static @Nullable Bom of(byte[] b) {
      if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
        return new Bom(StandardCharsets.UTF_8, 3);
      }
      if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
        return new Bom(StandardCharsets.UTF_16BE, 2);
      }
      if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
        return new Bom(StandardCharsets.UTF_16LE, 2);
      }
      return null;
    }
  }
}
