package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The names, as class or id, that themes and content management systems give their furniture. */
final class FurnitureNames {
  /** How surely a name means furniture. */
  enum Kind {
    NONE,
    /** By-lines, dates, counts: furniture if it is short. */
    NOTE,
    FURNITURE
  }

  private static final Set<String> NAMES =
      Set.of(
          ("breadcrumb breadcrumbs share sharing toc toc2 table-of-contents tableofcontents"
                  + " on-this-page related comments comment-list newsletter subscribe sidebar"
                  + " sidenav navbar nav navigation menu pagination pager prev-next edit-this-page"
                  + " edit-page edit-link edit-on-github advertisement ad ads promo popup modal"
                  + " footer header-anchor headerlink anchor-link permalink print-hide"
                  + " visually-hidden sr-only screen-reader-text hidden d-none is-hidden gdpr"
                  + " consent skip-link skiplink skip-to-content md-skip sharedaddy md-source-file"
                  + " md-content__button md-feedback md-tags jp-inputprompt jp-outputprompt"
                  + " input_prompt output_prompt prompt clipboard-copy-txt copy-button copybtn"
                  + " btn-copy buttons-wrapper tabbed-labels theme-edit-this-page"
                  + " theme-doc-breadcrumbs theme-doc-toc-mobile mw-editsection mw-cite-backlink"
                  + " navbox noprint catlinks printfooter sitesub sitenotice footnote-backref"
                  + " footnote-ref author-box back-to-top scroll-to-top feedback most-read trending"
                  + " recent-posts viewcode-link rst-versions sphinxsidebar sphinxsidebarwrapper")
              .split(" "));

  private static final Pattern FAMILIES =
      Pattern.compile(
          "(?:cookie|disqus|gdpr|newsletter|share-|social-|related[-_]|comments?-|skip-|breadcrumb"
              + "|jump-to-|addthis|sharethis).*"
              + "|.*[-_](?:breadcrumbs?|sidebar|navigation|navbar|pagination|pager|newsletter|toc"
              + "|cookies?|share|sharing|comments|relatedposts|jump-link|feedback|social|subscribe)"
              + "|.*[-_](?:signup|share|social|related)[-_].*"
              + "|(?:post|entry|article|page|story|blog)[-_]+(?:nav|share|social|actions|tools|menu"
              + "|feedback|subscribe)(?:[-_].*)?");
  private static final Pattern NOTES =
      Pattern.compile(
          "(?:post|entry|article|page|story|blog)[-_]+(?:meta|metadata|footer|tag|tags|taglist|author"
              + "|byline|date|likes|stats|rating|votes)(?:[-_].*)?"
              + "|byline(?:[-_].*)?|metadata|postmetadata|reading-time|user-info|topics|labels"
              + "|tags-links|cat-links|copyright|powered-by|vote.*"
              + "|.*[-_](?:meta|metadata|byline|rating|ratings|votes|likes|stats|print|labels"
              + "|reading-time|copyright|powered-by|category|last-updated)");
  private static final Pattern PARTS = Pattern.compile("[^a-z0-9_-]+");
  private static final int MAX_NAME_CHARACTERS = 1000;

  /** A site uses few class names again and again, and generated ids once each. */
  private static final int MAX_REMEMBERED = 10_000;

  private static final Map<String, Kind> KNOWN = new ConcurrentHashMap<>();

  private FurnitureNames() {}

  /** Judges a class attribute with any number of names, or an id. */
  static Kind kind(String classOrId) {
    if (classOrId.isEmpty() || classOrId.length() > MAX_NAME_CHARACTERS) {
      return Kind.NONE;
    }
    Kind known = KNOWN.get(classOrId);
    if (known == null) {
      if (KNOWN.size() >= MAX_REMEMBERED) {
        KNOWN.clear();
      }
      known = judge(classOrId.toLowerCase(Locale.ROOT));
      KNOWN.put(classOrId, known);
    }
    return known;
  }

  private static Kind judge(String names) {
    Kind kind = Kind.NONE;
    for (String name : PARTS.split(names)) {
      if (NAMES.contains(name) || FAMILIES.matcher(name).matches()) {
        return Kind.FURNITURE;
      }
      if (NOTES.matcher(name).matches()) {
        kind = Kind.NOTE;
      }
    }
    return kind;
  }
}
