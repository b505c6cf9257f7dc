package dev.docent.transforms.wikipedia;

import java.nio.charset.StandardCharsets;

/** An entry's title as the last part of its address. */
final class EntryAddress {
  /** What MediaWiki leaves as it is, beside letters and digits. */
  private static final String PLAIN = "-_.~!*'(),;:@/";

  private EntryAddress() {}

  static String path(String title) {
    StringBuilder path = new StringBuilder();
    for (byte b : title.replace(' ', '_').getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letterOrDigit || PLAIN.indexOf(c) >= 0) {
        path.append(c);
      } else {
        path.append(String.format("%%%02X", (int) c));
      }
    }
    return path.toString();
  }
}
