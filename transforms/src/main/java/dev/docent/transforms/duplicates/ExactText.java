package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import dev.docent.records.workspace.Hashes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The digest of an article's title, headings, text and code, without regard to case and spaces. */
final class ExactText {
  /** Of one character. */
  private static final int MOST_BYTES = 3;

  private final MessageDigest digest = Hashes.sha256();
  private final byte[] bytes = new byte[1 << 12];
  private int size;

  private ExactText() {}

  static String digest(Article article) {
    return digest(ComparedText.of(article));
  }

  /**
   * @param texts as {@link ComparedText} gives them
   */
  static String digest(List<String> texts) {
    ExactText text = new ExactText();
    texts.forEach(text::add);
    text.flush();
    return HexFormat.of().formatHex(text.digest.digest());
  }

  private void add(String lower) {
    String text = lower.strip();
    if (text.isEmpty()) {
      return;
    }
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean again = space;
      space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!space) {
        put(c);
      } else if (!again) {
        put(' ');
      }
    }
    put('\n');
  }

  /**
   * As UTF-8 has it, but for surrogates, which are put one by one: it is unambiguous all the same.
   */
  private void put(char c) {
    if (size > bytes.length - MOST_BYTES) {
      flush();
    }
    if (c < '\u0080') {
      bytes[size++] = (byte) c;
    } else {
      bytes[size++] = (byte) (0xE0 | c >> 12);
      bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
      bytes[size++] = (byte) (0x80 | c & 0x3F);
    }
  }

  private void flush() {
    digest.update(bytes, 0, size);
    size = 0;
  }
}
