package dev.docent.transforms.wikipedia.wikitext;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The third pass: writes what a reader sees, line by line as the source has it, and gathers
 * categories and links.
 */
final class Renderer {
  /** Deeper markup shows nothing; real pages stay below ten. */
  private static final int MAX_DEPTH = 40;

  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_VARIANTS_LENGTH = 300;

  private static final String[] SCHEMES = {
    "http://", "https://", "//", "ftp://", "mailto:", "irc:"
  };

  private static final boolean[] MARKS = new boolean['}' + 1];

  static {
    for (char mark : new char[] {'{', '[', '}', ']', '\'', '_', '-'}) {
      MARKS[mark] = true;
    }
  }

  private final String text;
  private final Namespaces namespaces;
  private final char[] characters;
  private final int[] close;
  private final CharSink out;
  private final Set<String> categories = new LinkedHashSet<>();
  private final Set<String> links = new LinkedHashSet<>();
  private int nextLineEnd = -1;
  private int nextBracket = -1;

  Renderer(String text, Namespaces namespaces) {
    this.text = text;
    this.namespaces = namespaces;
    this.characters = text.toCharArray();
    this.close = Brackets.match(characters);
    this.out = new CharSink(text.length());
  }

  /** What a reader sees, line by line as the source has it. */
  CharSink render() {
    render(0, text.length(), 0);
    return out;
  }

  List<String> categories() {
    return List.copyOf(categories);
  }

  List<String> links() {
    return List.copyOf(links);
  }

  private void render(int from, int to, int depth) {
    int i = from;
    while (i < to) {
      char c = characters[i];
      switch (c) {
        case '{' -> i = brace(i, to, depth);
        case '[' -> i = bracket(i, to, depth);
        case '}', ']' -> i = stray(i, to, c);
        case '\'' -> i = quotes(i, to);
        case '_' -> i = magicWord(i, to);
        case '-' -> i = variant(i, to, depth);
        default -> {
          int start = i;
          do {
            i++;
          } while (i < to && (characters[i] > '}' || !MARKS[characters[i]]));
          out.append(characters, start, i);
        }
      }
    }
  }

  private int brace(int i, int to, int depth) {
    int end = closeOf(i);
    if (end > i && end < to) {
      if (text.charAt(i + 1) == '{') {
        // The third brace of a parameter, {{{name}}}.
        boolean third = i > 0 && text.charAt(i - 1) == '{' && isAt(end + 2, to, '}');
        if (depth < MAX_DEPTH) {
          if (third) {
            parameter(i + 2, end, depth + 1);
          } else {
            template(i + 2, end, depth + 1);
          }
        }
        return third ? end + 3 : end + 2;
      }
      return end + 2;
    }
    if (isAt(i + 1, to, '|')) {
      // A table that is never closed; its rows are left out line by line.
      return i + 1;
    }
    if (isAt(i + 1, to, '{')) {
      return closeOf(i + 1) > i ? i + 1 : i + 2;
    }
    out.append('{');
    return i + 1;
  }

  private int stray(int i, int to, char c) {
    if (isAt(i + 1, to, c)) {
      return i + 2;
    }
    out.append(c);
    return i + 1;
  }

  private int bracket(int i, int to, int depth) {
    int end = closeOf(i);
    if (end > i && end < to) {
      if (depth < MAX_DEPTH) {
        link(i + 2, end, depth + 1);
      }
      return end + 2;
    }
    if (isAt(i + 1, to, '[')) {
      return closeOf(i + 1) > i ? i + 1 : i + 2;
    }
    return external(i, to, depth);
  }

  private int external(int i, int to, int depth) {
    boolean url = false;
    for (String scheme : SCHEMES) {
      url |= text.regionMatches(true, i + 1, scheme, 0, scheme.length());
    }
    int end = url ? nextBracket(i) : -1;
    if (end < 0 || end >= to || end > nextLineEnd(i)) {
      out.append('[');
      return i + 1;
    }
    int label = i + 1;
    while (label < end && text.charAt(label) > ' ') {
      label++;
    }
    if (depth < MAX_DEPTH) {
      render(label < end ? label + 1 : end, end, depth + 1);
    }
    return end + 1;
  }

  private int nextBracket(int from) {
    if (nextBracket < from) {
      int found = text.indexOf(']', from);
      nextBracket = found < 0 ? Integer.MAX_VALUE : found;
    }
    return nextBracket;
  }

  private int nextLineEnd(int from) {
    if (nextLineEnd < from) {
      int found = text.indexOf('\n', from);
      nextLineEnd = found < 0 ? Integer.MAX_VALUE : found;
    }
    return nextLineEnd;
  }

  private void link(int from, int to, int depth) {
    int bar = from;
    while (bar < to && text.charAt(bar) != '|') {
      char c = text.charAt(bar);
      if (c == '\n' || c == '[' || c == '{') {
        // No page has such a title, so it isn't a link.
        render(from, to, depth);
        return;
      }
      bar++;
    }
    String written = text.substring(from, bar);
    LinkTarget target = LinkTarget.of(Entities.decode(written), namespaces);
    switch (target.kind()) {
      case CATEGORY -> {
        if (!target.title().isEmpty()) {
          categories.add(target.title());
        }
      }
      case HIDDEN -> {}
      case ENTRY, OTHER -> {
        if (target.kind() == LinkTarget.Kind.ENTRY && !target.title().isEmpty()) {
          links.add(target.title());
        }
        if (bar + 1 < to) {
          render(bar + 1, to, depth);
        } else if (bar < to) {
          out.append(pipeTrick(written));
        } else {
          String shown = written.strip();
          out.append(shown.startsWith(":") ? shown.substring(1) : shown);
        }
      }
    }
  }

  /** What MediaWiki shows for {@code [[Help:Bus (computing)|]]}: neither namespace nor brackets. */
  private static String pipeTrick(String target) {
    int start = target.indexOf(':') + 1;
    int bracket = target.indexOf('(', start);
    int comma = target.indexOf(", ", start);
    int end = bracket > start ? bracket : comma > start ? comma : target.length();
    return target.substring(start, end).strip();
  }

  /** A parameter outside of a template stands for what follows its bar. */
  private void parameter(int from, int to, int depth) {
    int bar = text.indexOf('|', from);
    if (bar >= 0 && bar < to) {
      render(bar + 1, to, depth);
    }
  }

  /** Shows the first of the variants of a script's writing, {@code -{zh-hans:a;zh-hant:b}-}. */
  private int variant(int i, int to, int depth) {
    if (isAt(i + 1, to, '{') && !isAt(i + 2, to, '{')) {
      int end = text.indexOf("}-", i + 2);
      if (end > 0 && end < to && end - i <= MAX_VARIANTS_LENGTH && depth < MAX_DEPTH) {
        int flag = text.lastIndexOf('|', end);
        int from = flag > i ? flag + 1 : i + 2;
        int semicolon = text.indexOf(';', from);
        int stop = semicolon > 0 && semicolon < end ? semicolon : end;
        int colon = text.indexOf(':', from);
        render(colon > 0 && colon < stop ? colon + 1 : from, stop, depth + 1);
        return end + 2;
      }
    }
    out.append('-');
    return i + 1;
  }

  private void template(int from, int to, int depth) {
    int bar = from;
    while (bar < to && text.charAt(bar) != '|' && bar - from <= MAX_NAME_LENGTH) {
      bar++;
    }
    if (bar - from > MAX_NAME_LENGTH) {
      return;
    }
    String name = Spaces.collapse(text.substring(from, bar)).toLowerCase(Locale.ROOT);
    if (bar == to) {
      String shown = TemplateText.constant(name);
      if (shown == null) {
        shown = ParserFunctions.of(text.substring(from, to).strip());
      }
      Literal.append(shown, 0, shown.length(), out);
      return;
    }
    TemplateText.Rule rule = TemplateText.rule(name);
    if (rule != null) {
      new TemplateRenderer(text, out, (f, t) -> render(f, t, depth))
          .render(name, rule, Arguments.of(text, close, bar + 1, to));
    }
  }

  private int quotes(int i, int to) {
    int end = i;
    while (end < to && text.charAt(end) == '\'') {
      end++;
    }
    int run = end - i;
    int shown = run == 1 || run == 4 ? 1 : Math.max(0, run - 5);
    for (int n = 0; n < shown; n++) {
      out.append('\'');
    }
    return end;
  }

  /** Drops switches such as {@code __NOTOC__}. */
  private int magicWord(int i, int to) {
    if (isAt(i + 1, to, '_')) {
      int end = i + 2;
      while (end < to && end - i < 30 && text.charAt(end) >= 'A' && text.charAt(end) <= 'Z') {
        end++;
      }
      if (end > i + 2 && isAt(end, to, '_') && isAt(end + 1, to, '_')) {
        return end + 2;
      }
    }
    out.append('_');
    return i + 1;
  }

  private int closeOf(int i) {
    return close.length == 0 ? 0 : close[i];
  }

  private boolean isAt(int i, int to, char c) {
    return i < to && text.charAt(i) == c;
  }
}
