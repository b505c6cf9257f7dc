package dev.docent.records.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The words of a text as BERT's uncased models see them, before they are cut into pieces: control
 * characters gone, accents off, lower case, each punctuation mark and Chinese character alone.
 */
final class BasicTokens {
  /** Text is normalized in blocks, so that the start of a long text costs little. */
  private static final int BLOCK_CHARS = 1024;

  private BasicTokens() {}

  /** Takes a word where it stands; a word isn't worth a string of its own. */
  @FunctionalInterface
  interface Visitor {
    /** Whether more words are wanted. */
    boolean visit(CharSequence text, int start, int end);
  }

  /** Gives each word in turn, until one is answered with false. */
  static void forEach(String text, Visitor word) {
    StringBuilder current = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      int end = blockEnd(text, start);
      String block = text.substring(start, end);
      boolean more =
          isPlain(block)
              ? emit(current, word) && splitPlain(block, word)
              : split(normalize(block), current, word);
      if (!more) {
        return;
      }
      start = end;
    }
    emit(current, word);
  }

  /** A block ends at an ASCII space or newline: no composition reaches over one. */
  private static int blockEnd(String text, int start) {
    int end = start + BLOCK_CHARS;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
      end++;
    }
    return Math.min(end, text.length());
  }

  private static String normalize(String text) {
    return Normalizer.normalize(clean(text), Normalizer.Form.NFD);
  }

  /**
   * Splits a block of printable ASCII. No word reaches over its ends, since a block but the first
   * begins with a space or newline.
   */
  private static boolean splitPlain(String text, Visitor word) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = 0;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean space = c <= ' ';
      if (space || isPunctuation(c)) {
        if (!emit(lower, start, i, word) || !(space || word.visit(lower, i, i + 1))) {
          return false;
        }
        start = i + 1;
      }
    }
    return emit(lower, start, lower.length(), word);
  }

  private static boolean emit(CharSequence text, int start, int end, Visitor word) {
    return start == end || word.visit(text, start, end);
  }

  /** Printable ASCII needs no cleaning and has no accents. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isRemoved(c)) {
                return;
              }
              if (isChinese(c)) {
                cleaned.append(' ').appendCodePoint(c).append(' ');
              } else {
                cleaned.appendCodePoint(isWhitespace(c) ? ' ' : c);
              }
            });
    return cleaned.toString();
  }

  private static boolean split(String text, StringBuilder current, Visitor word) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (c < 0x80 ? c <= ' ' : isWhitespace(c)) {
        if (!emit(current, word)) {
          return false;
        }
      } else if (isPunctuation(c)) {
        if (!emit(current, word) || !word.visit(text, i, i + Character.charCount(c))) {
          return false;
        }
      } else if (c < 0x80 || Character.getType(c) != Character.NON_SPACING_MARK) {
        current.appendCodePoint(Character.toLowerCase(c));
      }
    }
    return true;
  }

  private static boolean emit(StringBuilder current, Visitor word) {
    boolean more = emit(current, 0, current.length(), word);
    current.setLength(0);
    return more;
  }

  private static boolean isWhitespace(int c) {
    return c == ' '
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0xa0 && Character.isSpaceChar(c));
  }

  /** The replacement character, and control, format and private characters but tab and newlines. */
  private static boolean isRemoved(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    return c == 0xfffd
        || switch (Character.getType(c)) {
          case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
              true;
          default -> false;
        };
  }

  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return (c >= '!' && c <= '/')
          || (c >= ':' && c <= '@')
          || (c >= '[' && c <= '`')
          || (c >= '{' && c <= '~');
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.START_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** The blocks that the original BERT takes for Chinese: Japanese and Korean scripts aren't in. */
  private static boolean isChinese(int c) {
    return c >= 0x3400
        && ((c >= 0x4E00 && c <= 0x9FFF)
            || c <= 0x4DBF
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0x20000 && c <= 0x2A6DF)
            || (c >= 0x2A700 && c <= 0x2B73F)
            || (c >= 0x2B740 && c <= 0x2B81F)
            || (c >= 0x2B920 && c <= 0x2CEAF)
            || (c >= 0x2F800 && c <= 0x2FA1F));
  }
}
