package dev.docent.transforms.wikipedia.wikitext;

import java.util.List;

/** Writes the text of a template by its rule. */
final class TemplateRenderer {
  /** Writes a range of the text. */
  @FunctionalInterface
  interface RangeWriter {
    void write(int from, int to);
  }

  private final String text;
  private final StringBuilder out;
  private final RangeWriter writer;

  TemplateRenderer(String text, StringBuilder out, RangeWriter writer) {
    this.text = text;
    this.out = out;
    this.writer = writer;
  }

  void render(TemplateText.Rule rule, Arguments arguments) {
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
    for (String name : new String[] {"text", "quote"}) {
      Arguments.Range range = arguments.named(name);
      if (range.to() > 0) {
        write(range);
        return;
      }
    }
    if (!arguments.positional().isEmpty()) {
      write(arguments.positional().get(0));
    }
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
