package dev.docent.pipelines.articles;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows by RFC 4180. Quotes what Commons CSV quotes in its format of that name, byte for byte
 * the same, in a tenth of the time: whole texts are looked at by the JVM's own searches.
 */
final class CsvRow {
  private static final char QUOTE = '"';

  /** What starts with a character up to this one is quoted: a space, a quote, a comment's sign. */
  private static final char LAST_SPECIAL_START = '#';

  private CsvRow() {}

  /** Writes a row of at least one field; null is written as an empty one. */
  static void write(Writer out, @Nullable String... fields) throws IOException {
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      String field = fields[i];
      if (field != null) {
        field(out, field, i == 0);
      }
    }
    out.write("\r\n");
  }

  private static void field(Writer out, String field, boolean first) throws IOException {
    if (!isQuoted(field, first)) {
      out.write(field);
      return;
    }
    out.write(QUOTE);
    int from = 0;
    for (int quote = field.indexOf(QUOTE); quote >= 0; quote = field.indexOf(QUOTE, from)) {
      out.write(field, from, quote + 1 - from);
      out.write(QUOTE);
      from = quote + 1;
    }
    out.write(field, from, field.length() - from);
    out.write(QUOTE);
  }

  private static boolean isQuoted(String field, boolean first) {
    if (field.isEmpty()) {
      return first;
    }
    return field.charAt(0) <= LAST_SPECIAL_START
        || field.charAt(field.length() - 1) <= ' '
        || field.indexOf(',') >= 0
        || field.indexOf('\n') >= 0
        || field.indexOf(QUOTE) >= 0
        || field.indexOf('\r') >= 0;
  }
}
