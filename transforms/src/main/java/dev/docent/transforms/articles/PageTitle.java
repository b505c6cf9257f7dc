package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Finds the title of a page whose content has no h1. */
final class PageTitle {
  /** What parts the page's name from the site's. */
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s+(?:[|\u00B7\u2022\u00BB\u2013\u2014-]|::)\\s+");

  private PageTitle() {}

  /** A title and the anchor it stands at, if it is shown in the page. */
  record Found(String text, @Nullable String anchor) {}

  /** From og:title, else title without the site's name, else an h1 outside the content. */
  static @Nullable Found of(Document page, PageScan scan) {
    MetaElements metas = scan.metas();
    String full = SectionText.oneLine(page.title());
    String open = metas.get("og:title");
    String named = open == null ? withoutSite(full, metas.get("og:site_name")) : open;
    String lower = named.toLowerCase(Locale.ROOT);
    for (Element h1 : scan.titles()) {
      String shown = SectionText.oneLine(h1.text());
      if (!shown.isEmpty()
          && (named.isEmpty() || lower.startsWith(shown.toLowerCase(Locale.ROOT)))) {
        return new Found(shown, Headings.anchor(h1, scan.weights()));
      }
    }
    return named.isEmpty() ? null : new Found(named, null);
  }

  /** A title as a source gives it, of which many write '&amp;amp;' for an ampersand. */
  static String given(String title) {
    return title.indexOf('&') < 0 ? title : Parser.unescapeEntities(title, false);
  }

  /** A title of last resort: the file's name, or its folder's where it is an index. */
  static String ofFile(String id) {
    String[] parts = id.split("/", -1);
    String name = parts[parts.length - 1].replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    if (name.equals("index") && parts.length > 1) {
      name = parts[parts.length - 2];
    }
    return name.replace('-', ' ').replace('_', ' ').strip();
  }

  /** Cuts the site's name off a page's title such as 'Install | Acme Docs'. */
  static String withoutSite(String title, @Nullable String site) {
    if (site != null
        && title.length() > site.length()
        && title.toLowerCase(Locale.ROOT).startsWith(site.toLowerCase(Locale.ROOT))) {
      Matcher separator = SEPARATOR.matcher(title);
      if (separator.find(site.length()) && separator.start() == site.length()) {
        return title.substring(separator.end()).strip();
      }
    }
    Matcher separator = SEPARATOR.matcher(title);
    int cut = -1;
    while (separator.find()) {
      cut = separator.start();
    }
    return cut > 0 ? title.substring(0, cut).strip() : title;
  }
}
