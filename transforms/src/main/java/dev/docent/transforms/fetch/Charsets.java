package dev.docent.transforms.fetch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The character set that an answer's header states. A byte order mark goes before it and a meta
 * element after it (HTML standard, 13.2.3.2); the parser, which has the bytes, sees to both.
 */
final class Charsets {
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)\\bcharset\\s*=\\s*[\"']?([^\\s;\"',]+)");

  private Charsets() {}

  /** Null where none is stated, or one that doesn't exist. */
  static @Nullable String stated(WebAnswer answer) {
    String type = answer.header("content-type");
    Matcher parameter = PARAMETER.matcher(type == null ? "" : type);
    if (!parameter.find()) {
      return null;
    }
    try {
      return Charset.forName(parameter.group(1)).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
