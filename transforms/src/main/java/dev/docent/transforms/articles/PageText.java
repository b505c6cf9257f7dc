package dev.docent.transforms.articles;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page as the HTML standard does: a byte order mark rules, then what the source declared,
 * then the page's own {@code <meta>} or XML declaration, then what the bytes look like. Where the
 * bytes prove a statement wrong (text that is UTF-8 to the last byte declared as anything else, or
 * the other way round) the bytes win, which the standard forbids to browsers. Bytes that don't
 * decode become U+FFFD.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding">
 *     HTML, determining the character encoding</a>
 */
final class PageText {
  /** The standard asks for 1024 bytes; pages with long comments before the head need more. */
  private static final int PRESCAN_BYTES = 8192;

  private static final byte ESCAPE = 0x1B;

  private static final Pattern META =
      Pattern.compile(
          "<meta[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})");
  private static final Pattern LANGUAGE =
      Pattern.compile(
          "<html[^>]{0,300}?\\slang\\s*=\\s*[\"']?([a-z]{2}(?:-[a-z]+)?)",
          Pattern.CASE_INSENSITIVE);

  private PageText() {}

  static String decode(byte[] bytes, @Nullable String declared) {
    Bom bom = Bom.of(bytes);
    if (bom != null) {
      return new String(bytes, bom.length, bytes.length - bom.length, bom.charset);
    }
    Utf8Check utf8 = Utf8Check.of(bytes);
    if (utf8 == Utf8Check.ASCII) {
      Charset wide = wide(bytes, declared);
      return new String(bytes, wide == null ? StandardCharsets.ISO_8859_1 : wide);
    }
    if (utf8 == Utf8Check.VALID) {
      return Utf8Text.decode(bytes);
    }
    String start =
        new String(bytes, 0, Math.min(bytes.length, PRESCAN_BYTES), StandardCharsets.ISO_8859_1);
    Charset charset = Charsets.byLabel(declared);
    if (charset == null || (utf8 == Utf8Check.OTHER && isUtf8(charset))) {
      Charset stated = stated(start);
      charset = stated == null || isUtf8(stated) ? charset : stated;
    }
    if (charset != null && !(utf8 == Utf8Check.OTHER && isUtf8(charset))) {
      return new String(bytes, charset);
    }
    if (utf8 == Utf8Check.DAMAGED) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return new String(bytes, guessed(bytes, start));
  }

  private static boolean isUtf8(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8);
  }

  /** UTF-16 without a mark, and encodings such as ISO-2022-JP that look like ASCII. */
  private static @Nullable Charset wide(byte[] bytes, @Nullable String declared) {
    int sample = Math.min(bytes.length, 2000) & ~1;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < sample; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    int many = sample / 5;
    if (odd > many && even == 0) {
      return StandardCharsets.UTF_16LE;
    }
    if (even > many && odd == 0) {
      return StandardCharsets.UTF_16BE;
    }
    if (!holdsEscape(bytes)) {
      return null;
    }
    Charset charset = Charsets.byLabel(declared);
    if (charset == null) {
      int prescan = Math.min(bytes.length, PRESCAN_BYTES);
      charset = stated(new String(bytes, 0, prescan, StandardCharsets.ISO_8859_1));
    }
    return charset != null && charset.name().startsWith("ISO-2022") ? charset : null;
  }

  /** Without an escape sequence nothing in ISO 2022 is anything but ASCII. */
  private static boolean holdsEscape(byte[] bytes) {
    return AsciiRun.holds(bytes, ESCAPE);
  }

  private static @Nullable Charset stated(String start) {
    for (Pattern pattern : new Pattern[] {META, XML}) {
      Matcher matcher = pattern.matcher(start);
      if (matcher.find()) {
        Charset charset = Charsets.byLabel(matcher.group(1));
        // Who can read the statement as ASCII does not have UTF-16 before them.
        return charset != null && charset.name().startsWith("UTF-16")
            ? StandardCharsets.UTF_8
            : charset;
      }
    }
    return null;
  }

  /** The first of the legacy encodings of the page's language in which all bytes have a meaning. */
  private static Charset guessed(byte[] bytes, String start) {
    Matcher language = LANGUAGE.matcher(start);
    List<Charset> usual = Charsets.ofLanguage(language.find() ? language.group(1) : "");
    for (Charset charset : usual) {
      try {
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes));
        return charset;
      } catch (CharacterCodingException e) {
        // Not this one.
      }
    }
    return usual.isEmpty() ? Charsets.WESTERN : usual.get(0);
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
