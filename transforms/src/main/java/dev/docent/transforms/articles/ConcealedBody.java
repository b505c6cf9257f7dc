package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The body of a page whose text a browser shows only later: in a template, in a {@code noscript},
 * in an element that a script makes visible. Only what holds far more text than all that is visible
 * is taken for the page's body.
 */
final class ConcealedBody {
  private static final int LEAST_CHARACTERS = 200;
  private static final int TIMES_THE_VISIBLE = 2;
  private static final Set<String> TEMPLATE_TYPES =
      Set.of(
          "text/x-handlebars-template",
          "text/x-handlebars",
          "text/template",
          "text/html",
          "text/ng-template",
          "text/x-template",
          "text/x-mustache",
          "text/x-mustache-template",
          "text/x-jquery-tmpl",
          "text/x-tmpl",
          "text/x-underscore-template",
          "x-tmpl-mustache");

  private @Nullable Element largest;
  private int most;

  /**
   * Takes an element that isn't shown, if it may be the page's body.
   *
   * @param below its text, which for scripts doesn't count
   */
  void offer(Element element, TextWeights.Weight below) {
    int characters =
        switch (element.normalName()) {
          case "script" -> isTemplate(element) ? textIn(element.data()) : 0;
          case "noscript", "template", "div", "main", "section", "article" ->
              Furniture.isFurnitureByName(element) ? 0 : below.textOutsideLinks();
          default -> 0;
        };
    if (characters >= LEAST_CHARACTERS && characters > most) {
      most = characters;
      largest = element;
    }
  }

  private static boolean isTemplate(Element script) {
    return script.attributesSize() > 0
        && TEMPLATE_TYPES.contains(script.attr("type").strip().toLowerCase(Locale.ROOT));
  }

  /** Characters of text in markup, by a rough count. */
  private static int textIn(String markup) {
    int characters = 0;
    boolean tag = false;
    for (int i = 0; i < markup.length(); i++) {
      char c = markup.charAt(i);
      if (c == '<') {
        tag = true;
      } else if (c == '>') {
        tag = false;
      } else if (!tag && c > ' ') {
        characters++;
      }
    }
    return characters;
  }

  /**
   * Puts the body in the place of what conceals it, where there is one.
   *
   * @param visible characters of text outside links that the page shows
   * @return whether the page changed
   */
  boolean reveal(int visible) {
    if (largest == null || most <= TIMES_THE_VISIBLE * visible) {
      return false;
    }
    Element shown = new Element("div");
    if (largest.nameIs("script")) {
      String markup = withoutTags(largest.data());
      for (Node node : Parser.parseFragment(markup, shown, "")) {
        shown.appendChild(node);
      }
    } else {
      shown.appendChildren(largest.childNodes());
    }
    largest.replaceWith(shown);
    return true;
  }

  /** Without the expressions of template languages, such as {@code {{#if open}}}. */
  private static String withoutTags(String template) {
    StringBuilder out = new StringBuilder(template.length());
    int from = 0;
    for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", from)) {
      int close = template.indexOf("}}", open);
      if (close < 0) {
        break;
      }
      out.append(template, from, open);
      from = close + 2;
      while (from < template.length() && template.charAt(from) == '}') {
        from++;
      }
    }
    return out.append(template, from, template.length()).toString();
  }
}
