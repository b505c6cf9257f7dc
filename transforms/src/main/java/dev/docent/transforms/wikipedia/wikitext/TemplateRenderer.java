package dev.docent.transforms.wikipedia.wikitext;

import java.util.List;
import java.util.Locale;

/** Writes the text of a template by its rule. */
final class TemplateRenderer {
  /** Writes a range of the text. */
  @FunctionalInterface
  interface RangeWriter {
    void write(int from, int to);
  }

  private final String text;
  private final CharSink out;
  private final RangeWriter writer;

  TemplateRenderer(String text, CharSink out, RangeWriter writer) {
    this.text = text;
    this.out = out;
    this.writer = writer;
  }

  /**
   * Writes the text.
   *
   * @param name the template's, in lower case
   */
  void render(String name, TemplateText.Rule rule, Arguments arguments) {
    List<Arguments.Range> all = arguments.positional();
    switch (rule) {
      case FIRST -> {
        if (!all.isEmpty()) {
          write(all.get(0));
        }
      }
      case SECOND -> {
        if (all.size() > 1) {
          write(all.get(1));
        } else {
          write(arguments.named("text"));
        }
      }
      case LAST -> {
        if (!all.isEmpty()) {
          write(all.get(all.size() - 1));
        }
      }
      case LIST -> {
        for (int i = 0; i < all.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          write(all.get(i));
        }
      }
      case JOINED -> all.forEach(this::write);
      case QUANTITY -> quantity(all);
      case QUOTE -> {
        out.append('\n');
        quote(arguments);
        out.append('\n');
      }
      case BLOCK -> {
        out.append('\n');
        all.stream().limit(1).forEach(this::write);
        out.append('\n');
      }
      case WORDS -> write(all, 0, " ");
      case VALUE -> value(arguments);
      case FRACTION -> fraction(all);
      case LANGUAGE -> language(name, all);
      case BRACKETED -> {
        all.stream().limit(1).forEach(this::write);
        if (all.size() > 1) {
          out.append(" (");
          write(all, 1, ", ");
          out.append(')');
        }
      }
      case PREFIXED -> {
        out.append(TemplateText.prefix(name));
        all.stream().limit(1).forEach(this::write);
      }
      case SIC -> {
        all.stream().limit(1).forEach(this::write);
        out.append(" &#91;sic&#93;");
      }
      case CENTURY -> {
        all.forEach(this::write);
        out.append(" si\u00e8cle");
      }
      case SECTION -> {
        all.stream().limit(1).forEach(this::write);
        out.append(" \u00a7 ");
        write(all, 1, ", \u00a7 ");
      }
      case AS_OF -> {
        out.append(arguments.named("lc").to() > 0 ? "as of" : "As of");
        for (Arguments.Range part : all) {
          out.append(' ');
          write(part);
        }
      }
    }
  }

  private void quote(Arguments arguments) {
    List<Arguments.Range> all = arguments.positional();
    Arguments.Range words = firstOf(arguments, "text", "quote");
    boolean named = words.to() > 0;
    if (named) {
      write(words);
    } else if (!all.isEmpty()) {
      write(all.get(0));
    }
    int next = named ? 0 : 1;
    Arguments.Range author = firstOf(arguments, "author", "sign");
    Arguments.Range source = firstOf(arguments, "source", "title");
    if (author.to() == 0 && all.size() > next) {
      author = all.get(next);
    }
    if (source.to() == 0 && all.size() > next + 1) {
      source = all.get(next + 1);
    }
    int before = out.length();
    out.append("\n\u2014 ");
    int start = out.length();
    write(author);
    if (out.length() > start && source.to() > 0) {
      out.append(", ");
    }
    write(source);
    if (out.length() == start) {
      out.setLength(before);
    }
  }

  private static Arguments.Range firstOf(Arguments arguments, String name, String other) {
    Arguments.Range range = arguments.named(name);
    return range.to() > 0 ? range : arguments.named(other);
  }

  private void write(List<Arguments.Range> all, int from, String between) {
    for (int i = from; i < all.size(); i++) {
      out.append(i == from ? "" : between);
      write(all.get(i));
    }
  }

  private void value(Arguments arguments) {
    arguments.positional().stream().limit(1).forEach(this::write);
    Arguments.Range unit = firstOf(arguments, "u", "ul");
    if (unit.to() > 0) {
      out.append(text.charAt(unit.from()) == '%' ? "" : " ");
      write(unit);
    }
  }

  private void fraction(List<Arguments.Range> all) {
    if (all.size() == 1) {
      out.append('1');
    } else if (all.size() == 3) {
      write(all.get(0));
      out.append(' ');
    }
    if (all.size() > 1) {
      write(all.get(all.size() - 2));
    }
    out.append('\u2044');
    write(all.get(all.size() - 1));
  }

  /** {@code lang-de|Wort} and {@code langx|de|Wort} name the language before the word. */
  private void language(String name, List<Arguments.Range> all) {
    boolean inName = name.startsWith("lang-") && !name.equals("lang-x");
    int word = inName ? 0 : 1;
    if (all.size() <= word) {
      return;
    }
    String code =
        inName
            ? name.substring("lang-".length())
            : text.substring(all.get(0).from(), all.get(0).to()).strip();
    String language = Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
    if (!language.isEmpty() && !language.equals(code)) {
      out.append(language).append(": ");
    }
    write(all.get(word));
  }

  /** Numbers and the words between them up to the first unit: {@code 10|to|20|km|mi|0}. */
  private void quantity(List<Arguments.Range> all) {
    for (int i = 0; i < all.size(); i++) {
      Arguments.Range range = all.get(i);
      out.append(i == 0 ? "" : " ");
      write(range);
      String part = text.substring(range.from(), Math.min(range.to(), range.from() + 24)).strip();
      boolean between =
          switch (part) {
            case "to", "-", "\u2013", "and", "by", "x", "or", "+", "\u00d7", "to(-)" -> true;
            default -> !part.isEmpty() && Character.isDigit(part.charAt(part.length() - 1));
          };
      if (!between) {
        return;
      }
    }
  }

  private void write(Arguments.Range range) {
    int from = range.from();
    int to = range.to();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    if (from < to) {
      writer.write(from, to);
    }
  }
}
