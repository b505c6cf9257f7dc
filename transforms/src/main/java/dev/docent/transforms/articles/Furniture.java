package dev.docent.transforms.articles;

import dev.docent.transforms.articles.FurnitureNames.Kind;
import java.util.Locale;
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

  private static final Pattern PANEL =
      Pattern.compile(
          "tab-?_?(?:pane|panel|content|item|body)|tabs__|tabbed|accordion|collaps|expand"
              + "|toggle-content|faq|spoiler|details");
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
  private static final Pattern WORDS = Pattern.compile("[^a-z0-9]+");
  private static final int MAX_STYLE_CHARACTERS = 1000;

  /** By-lines and the like are shorter. */
  private static final int MAX_NOTE_CHARACTERS = 300;

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

  TextWeights weights() {
    return weights;
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
        || (isHidden(attributes) && !isPanel(attributes));
  }

  /**
   * Panels of tabs and accordions are hidden until somebody asks for them, yet they are content.
   */
  private static boolean isPanel(Attributes attributes) {
    return attributes.get("role").equalsIgnoreCase("tabpanel")
        || PANEL.matcher(attributes.get("class").toLowerCase(Locale.ROOT)).find();
  }

  private static boolean isHidden(Attributes attributes) {
    if (attributes.hasKey("hidden") && !attributes.get("hidden").equals("until-found")) {
      return true;
    }
    if (attributes.get("aria-hidden").equals("true")) {
      return true;
    }
    String style = attributes.get("style");
    if (style.isEmpty() || style.length() > MAX_STYLE_CHARACTERS) {
      return false;
    }
    String compact = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return compact.contains("display:none") || compact.contains("visibility:hidden");
  }

  boolean isFurniture(Element element) {
    if (!weights.knows(element)) {
      return true;
    }
    TextWeights.Weight weight = weights.below(element);
    switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "article", "code" -> {
        return false;
      }
      case "span" -> {
        return isSmall(weight) && isNamed(element.className(), weight);
      }
      case "sup" -> {
        return weight.isFootnoteLink();
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
        if (weight.isContentsList() || isPager(element, weight)) {
          return true;
        }
      }
      case "div", "section", "details", "p", "small" -> {
        if ((weight.isContentsBlock() && isSmall(weight))
            || isPager(element, weight)
            || FurnitureLines.isOne(element, weight)) {
          return true;
        }
      }
      default -> {}
    }
    if (element.attributesSize() == 0 || !isSmall(weight)) {
      return false;
    }
    return isNamed(element.className(), weight)
        || (!isDocumentSection(element) && isNamed(element.id(), weight));
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

  private static boolean isPager(Element element, TextWeights.Weight weight) {
    return weight.isFewLinks() && FurnitureLines.isPager(element);
  }

  private static boolean isNamed(String classOrId, TextWeights.Weight weight) {
    return switch (FurnitureNames.kind(classOrId)) {
      case FURNITURE -> true;
      case NOTE -> weight.text() <= MAX_NOTE_CHARACTERS;
      case NONE -> false;
    };
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

  /** Whether its class or id is one that themes give their furniture. */
  static boolean isFurnitureByName(Element element) {
    return element.attributesSize() > 0
        && (FurnitureNames.kind(element.className()) == Kind.FURNITURE
            || FurnitureNames.kind(element.id()) == Kind.FURNITURE);
  }
}
