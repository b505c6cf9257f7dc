package dev.docent.transforms.wikipedia.wikitext;

import org.jsoup.parser.Parser;

/** HTML's character references, such as {@code &nbsp;} and {@code &#8211;}. */
final class Entities {
  private Entities() {}

  static String decode(String text) {
    return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
  }
}
