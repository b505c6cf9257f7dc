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

  /** The canonical URL, else og:url, else where the source found the page; http and https only. */
  static @Nullable String url(Document page, MetaElements metas, @Nullable String source) {
    List<@Nullable String> candidates = new ArrayList<>();
    Element canonical = page.selectFirst("link[rel=canonical][href]");
    candidates.add(canonical == null ? null : canonical.attr("href"));
    candidates.add(metas.get("og:url"));
    candidates.add(source);
    for (String candidate : candidates) {
      String url = webUrl(candidate, source);
      if (url != null) {
        return url;
      }
    }
    return null;
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
    Element html = page.selectFirst("html");
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

  /** Tags and keywords, each once without regard to case, in the page's order. */
  static List<String> tags(Document page, MetaElements metas, FrontMatter front) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Element tag : page.select("meta[property=article:tag]")) {
      add(tags, List.of(tag.attr("content")));
    }
    for (String name : new String[] {"keywords", "news_keywords"}) {
      String keywords = metas.get(name);
      if (keywords != null) {
        add(tags, List.of(keywords.split("[,;]", -1)));
      }
    }
    for (String field : new String[] {"tags", "categories", "keywords"}) {
      add(tags, front.texts(field));
    }
    for (Element link : page.select("a[rel=tag]")) {
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
