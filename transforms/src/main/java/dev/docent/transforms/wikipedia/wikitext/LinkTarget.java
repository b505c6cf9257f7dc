package dev.docent.transforms.wikipedia.wikitext;

import java.util.Locale;
import java.util.Set;

/**
 * What a link leads to.
 *
 * @param kind decides what becomes of the link
 * @param title of the page, normalised as MediaWiki does; empty for a place in the same page
 */
record LinkTarget(LinkTarget.Kind kind, String title) {
  enum Kind {
    /** An entry. */
    ENTRY,
    /** Puts the page into a category and shows nothing. */
    CATEGORY,
    /** A picture, a sound, or the same entry in another language: shows nothing here. */
    HIDDEN,
    /** A page that isn't an entry; its label is shown. */
    OTHER
  }

  /** Prefixes of sister projects and other sites. */
  private static final Set<String> OTHER_SITES =
      Set.of(
          "wikipedia",
          "wp",
          "wikt",
          "wiktionary",
          "w",
          "s",
          "wikisource",
          "commons",
          "c",
          "d",
          "wikidata",
          "m",
          "meta",
          "mw",
          "n",
          "wikinews",
          "b",
          "wikibooks",
          "q",
          "wikiquote",
          "v",
          "wikiversity",
          "species",
          "wikispecies",
          "voy",
          "wikivoyage",
          "doi",
          "rfc",
          "iarchive",
          "phab",
          "foundation");

  private static final Set<String> LONG_LANGUAGES =
      Set.of("simple", "tokipona", "be-tarask", "zh-min-nan", "zh-yue", "zh-classical", "bat-smg");

  /**
   * Reads a target as it stands in a link.
   *
   * @param namespaces of the wiki; where a namespace and another site have one name, it means the
   *     namespace
   */
  static LinkTarget of(String written, Namespaces namespaces) {
    String target = written.strip();
    boolean shown = target.startsWith(":");
    if (shown) {
      target = target.substring(1).strip();
    }
    int colon = target.indexOf(':');
    if (colon > 0) {
      String prefix = target.substring(0, colon).strip().replace('_', ' ').toLowerCase(Locale.ROOT);
      String rest = target.substring(colon + 1);
      if (namespaces.isCategory(prefix)) {
        return new LinkTarget(shown ? Kind.OTHER : Kind.CATEGORY, title(rest));
      }
      if (namespaces.isFile(prefix)) {
        return new LinkTarget(shown ? Kind.OTHER : Kind.HIDDEN, title(rest));
      }
      if (namespaces.isOther(prefix) || OTHER_SITES.contains(prefix)) {
        return new LinkTarget(Kind.OTHER, title(rest));
      }
      boolean spaceAfter = rest.startsWith(" ") || rest.startsWith("_");
      if (!spaceAfter && isLanguage(target.substring(0, colon))) {
        return new LinkTarget(shown ? Kind.OTHER : Kind.HIDDEN, title(rest));
      }
    }
    return new LinkTarget(Kind.ENTRY, title(target));
  }

  /** Codes are written small; a title such as "ER: Ready" begins with a capital. */
  private static boolean isLanguage(String prefix) {
    return LONG_LANGUAGES.contains(prefix)
        || ((prefix.length() == 2 || prefix.length() == 3)
            && prefix.chars().allMatch(c -> c >= 'a' && c <= 'z'));
  }

  /** Without the section, underscores as spaces, the first letter a capital. */
  private static String title(String written) {
    int hash = written.indexOf('#');
    String title = Spaces.collapse(hash < 0 ? written : written.substring(0, hash));
    if (title.isEmpty()) {
      return title;
    }
    int first = title.codePointAt(0);
    int upper = Character.toTitleCase(first);
    return first == upper
        ? title
        : Character.toString(upper) + title.substring(Character.charCount(first));
  }
}
