package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.records.workspace.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** The digest of an article's title, headings, text and code, without regard to case and spaces. */
final class ExactText {
  private ExactText() {}

  static String digest(Article article) {
    MessageDigest digest = Hashes.sha256();
    update(digest, article.getTitle());
    for (Section section : article.getSections()) {
      int headings = section.getHeadingPath().size();
      update(digest, headings == 0 ? "" : section.getHeadingPath().get(headings - 1));
      update(digest, section.getText());
      section.getCode().forEach(code -> update(digest, code));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String singleSpaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean again = space;
      space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!space) {
        out.append(c);
      } else if (!again) {
        out.append(' ');
      }
    }
    return out.toString();
  }

  private static void update(MessageDigest digest, String text) {
    String normalised = singleSpaced(text.toLowerCase(Locale.ROOT)).strip();
    if (!normalised.isEmpty()) {
      digest.update(normalised.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
  }
}
