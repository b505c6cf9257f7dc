package dev.docent.transforms.articles;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page says about itself: URL, language, tags. */
final class PageMetadata {
  private static final int MAX_URL_CHARACTERS = 2048;
  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG_CHARACTERS = 100;

  private PageMetadata() {}

  /**
   * Where the page is found. The canonical URL that it states counts before the source's, but only
   * within the same host: a page that points elsewhere, or at the site's home, is misconfigured or
   * stands for another one. Without either, og:url; http and https only.
   */
  static @Nullable String url(PageScan scan, @Nullable String source) {
    Element link = scan.canonical();
    String canonical = webUrl(link == null ? null : link.attr("href"), source);
    String own = webUrl(source, null);
    if (own != null) {
      return canonical != null && isSamePlace(canonical, own) ? canonical : own;
    }
    return canonical != null ? canonical : webUrl(scan.metas().get("og:url"), source);
  }

  private static boolean isSamePlace(String canonical, String own) {
    URI one = URI.create(canonical);
    URI other = URI.create(own);
    return host(one).equals(host(other)) && (!isHome(one) || isHome(other));
  }

  private static String host(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static boolean isHome(URI uri) {
    return uri.getPath() == null || uri.getPath().length() <= 1;
  }

  /** An absolute http or https URL without a fragment, or null. */
  static @Nullable String webUrl(@Nullable String reference, @Nullable String base) {
    if (reference == null || reference.isBlank() || reference.length() > MAX_URL_CHARACTERS) {
      return null;
    }
    try {
      URI uri = new URI(reference.strip());
      if (base != null && !uri.isAbsolute()) {
        uri = new URI(base.strip()).resolve(uri);
      }
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https"))
          || uri.getHost() == null
          || uri.getUserInfo() != null) {
        return null;
      }
      String url = uri.toString();
      int fragment = url.indexOf('#');
      return fragment < 0 ? url : url.substring(0, fragment);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The language as a BCP 47 tag, null where the page doesn't say or says no language. */
  static @Nullable String language(Document page, MetaElements metas, FrontMatter front) {
    List<@Nullable String> candidates = new ArrayList<>();
    Element html = page.firstElementChild();
    if (html != null) {
      candidates.add(html.attr("lang"));
      candidates.add(html.attr("xml:lang"));
    }
    candidates.add(front.text("lang"));
    candidates.add(metas.get("content-language"));
    candidates.add(metas.get("og:locale"));
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        String tag = Locale.forLanguageTag(candidate.strip().replace('_', '-')).toLanguageTag();
        if (!tag.equals("und")) {
          return tag;
        }
      }
    }
    return null;
  }

  /** Tags that a source gives, tidied. */
  static List<String> tags(List<String> given) {
    Map<String, String> tags = new LinkedHashMap<>();
    add(tags, given);
    return new ArrayList<>(tags.values());
  }

  /** The source's tags, then the page's own and its keywords, each once without regard to case. */
  static List<String> tags(List<String> given, PageScan scan, FrontMatter front) {
    Map<String, String> tags = new LinkedHashMap<>();
    add(tags, given);
    MetaElements metas = scan.metas();
    add(tags, metas.tags());
    for (String name : new String[] {"keywords", "news_keywords"}) {
      String keywords = metas.get(name);
      if (keywords != null) {
        add(tags, List.of(keywords.split("[,;]", -1)));
      }
    }
    for (String field : new String[] {"tags", "categories", "keywords"}) {
      add(tags, front.texts(field));
    }
    for (Element link : scan.tagLinks()) {
      add(tags, List.of(link.text()));
    }
    return new ArrayList<>(tags.values());
  }

  private static void add(Map<String, String> tags, Collection<String> more) {
    for (String each : more) {
      String tag = SectionText.oneLine(each);
      if (!tag.isEmpty() && tag.length() <= MAX_TAG_CHARACTERS && tags.size() < MAX_TAGS) {
        tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
      }
    }
  }
}
