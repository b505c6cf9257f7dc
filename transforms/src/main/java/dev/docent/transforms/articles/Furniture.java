package dev.docent.transforms.articles;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;

/** Tells a page's furniture (navigation, notices, buttons, forms, ...) from its content. */
final class Furniture {
  private static final Set<String> TAGS =
      Set.of(
          "nav",
          "script",
          "style",
          "noscript",
          "template",
          "button",
          "select",
          "textarea",
          "input",
          "option",
          "label",
          "datalist",
          "svg",
          "canvas",
          "iframe",
          "object",
          "embed",
          "audio",
          "video",
          "dialog",
          "map",
          "head",
          "title",
          "annotation",
          "annotation-xml",
          "rp",
          "menu",
          "clipboard-copy");
  private static final Set<String> ROLES =
      Set.of(
          "navigation",
          "banner",
          "contentinfo",
          "search",
          "complementary",
          "dialog",
          "alertdialog",
          "menu",
          "menubar",
          "toolbar",
          "tablist",
          "doc-toc",
          "doc-pagelist");

  /** Names by which themes call their furniture, as whole class or id. */
  private static final Set<String> NAMES =
      Set.of(
          "breadcrumb",
          "breadcrumbs",
          "share",
          "sharing",
          "toc",
          "table-of-contents",
          "tableofcontents",
          "on-this-page",
          "related",
          "comments",
          "comment-list",
          "newsletter",
          "subscribe",
          "sidebar",
          "sidenav",
          "navbar",
          "nav",
          "navigation",
          "menu",
          "pagination",
          "pager",
          "prev-next",
          "post-navigation",
          "page-navigation",
          "edit-this-page",
          "edit-page",
          "edit-link",
          "edit-on-github",
          "advertisement",
          "ad",
          "ads",
          "promo",
          "popup",
          "modal",
          "footer",
          "header-anchor",
          "headerlink",
          "anchor-link",
          "permalink",
          "print-hide",
          "visually-hidden",
          "sr-only",
          "screen-reader-text",
          "hidden",
          "d-none",
          "is-hidden",
          "gdpr",
          "consent",
          "skip-link",
          "skiplink",
          "skip-to-content",
          "md-skip",
          "sharedaddy",
          "md-source-file",
          "md-content__button",
          "md-feedback",
          "jp-inputprompt",
          "jp-outputprompt",
          "input_prompt",
          "output_prompt",
          "prompt",
          "clipboard-copy-txt",
          "copy-button",
          "copybtn",
          "btn-copy",
          "buttons-wrapper",
          "tabbed-labels",
          "theme-edit-this-page",
          "theme-doc-breadcrumbs",
          "theme-doc-toc-mobile",
          "mw-editsection",
          "navbox",
          "noprint",
          "footnote-backref",
          "footnote-ref",
          "author-box",
          "back-to-top",
          "scroll-to-top");

  private static final Pattern FAMILIES =
      Pattern.compile(
          "(?:cookie|disqus|gdpr|newsletter|share-|social-|related-(?:posts|articles|content|pages|links|reading)|skip-|breadcrumb).*"
              + "|.*[-_](?:breadcrumbs?|sidebar|navigation|navbar|pagination|newsletter|toc|cookies?|share|sharing|comments)");
  private static final Set<String> NOTES =
      Set.of(
          "note",
          "tip",
          "warning",
          "caution",
          "danger",
          "important",
          "info",
          "admonition",
          "callout",
          "hint",
          "alert");
  private static final Pattern PARTS = Pattern.compile("[^a-z0-9_-]+");
  private static final Pattern WORDS = Pattern.compile("[^a-z0-9]+");
  private static final int MAX_NAME_CHARACTERS = 1000;

  /** A page uses few class names again and again, and generated ids once each. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<String, Boolean> named = new HashMap<>();
  private final TextWeights weights;
  private final int pageText;

  /**
   * @param weights of the page
   * @param body of which no piece that holds most of the text is ever taken for furniture
   */
  Furniture(TextWeights weights, Element body) {
    this.weights = weights;
    this.pageText = weights.below(body).text();
  }

  /** By tag, role or hiding alone; holds whatever the page's size. */
  static boolean isNeverContent(Element element) {
    if (TAGS.contains(element.normalName())) {
      return true;
    }
    if (element.nameIs("footer")) {
      Element parent = element.parent();
      return parent == null || !parent.nameIs("blockquote");
    }
    if (element.attributesSize() == 0 || element.nameIs("body") || element.nameIs("main")) {
      return false;
    }
    Attributes attributes = element.attributes();
    return ROLES.contains(attributes.getIgnoreCase("role").toLowerCase(Locale.ROOT))
        || isHidden(attributes);
  }

  private static boolean isHidden(Attributes attributes) {
    if (attributes.hasKey("hidden") && !attributes.get("hidden").equals("until-found")) {
      return true;
    }
    if (attributes.get("aria-hidden").equals("true")) {
      return true;
    }
    String style = attributes.get("style");
    if (style.isEmpty() || style.length() > MAX_NAME_CHARACTERS) {
      return false;
    }
    String compact = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return compact.contains("display:none") || compact.contains("visibility:hidden");
  }

  boolean isFurniture(Element element) {
    if (isNeverContent(element)) {
      return true;
    }
    TextWeights.Weight weight = weights.below(element);
    switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "article", "code", "span" -> {
        return element.nameIs("span") && isSmall(weight) && isNamed(element.className());
      }
      case "aside" -> {
        return !isNote(element);
      }
      case "form" -> {
        return isSmall(weight) && !weight.hasHeading();
      }
      case "header" -> {
        return isPageHeader(element, weight);
      }
      case "ul", "ol" -> {
        if (weight.isContentsList()) {
          return true;
        }
      }
      default -> {}
    }
    if (element.attributesSize() == 0 || !isSmall(weight)) {
      return false;
    }
    return isNamed(element.className()) || (!isDocumentSection(element) && isNamed(element.id()));
  }

  /**
   * A slug of a heading such as 'Comments' names a section of the text, not the page's comments.
   */
  private static boolean isDocumentSection(Element element) {
    if (element.nameIs("section") || element.hasClass("section") || element.nameIs("a")) {
      return true;
    }
    Element first = element.firstElementChild();
    return first != null && Headings.isHeading(first);
  }

  private boolean isSmall(TextWeights.Weight weight) {
    return weight.text() * 2 <= pageText;
  }

  private boolean isPageHeader(Element header, TextWeights.Weight weight) {
    if (weight.isMostlyLinks()) {
      return true;
    }
    Element parent = header.parent();
    return !weight.hasHeading() && parent != null && parent.nameIs("body");
  }

  private static boolean isNote(Element aside) {
    if (aside.attr("role").equals("note")) {
      return true;
    }
    for (String word : WORDS.split(aside.className().toLowerCase(Locale.ROOT))) {
      if (NOTES.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamed(String classOrId) {
    if (classOrId.isEmpty() || classOrId.length() > MAX_NAME_CHARACTERS) {
      return false;
    }
    if (named.size() >= MAX_REMEMBERED) {
      named.clear();
    }
    return named.computeIfAbsent(classOrId, Furniture::namesFurniture);
  }

  private static boolean namesFurniture(String classOrId) {
    String lower = classOrId.toLowerCase(Locale.ROOT);
    if (NAMES.contains(lower)) {
      return true;
    }
    for (String name : PARTS.split(lower)) {
      if (NAMES.contains(name) || FAMILIES.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }
}
