package dev.docent.transforms.wikipedia.wikitext;

import java.util.ArrayList;
import java.util.List;

/** The parts of a template between its bars: ranges of the text, not yet rendered. */
final class Arguments {
  /** A range of the text. */
  record Range(int from, int to) {}

  private static final int MAX_ARGUMENTS = 200;

  private final String text;
  private final List<Range> positional = new ArrayList<>();
  private final List<Range> named = new ArrayList<>();

  private Arguments(String text) {
    this.text = text;
  }

  /**
   * Parts a range at its bars, passing over nested templates, links and tables.
   *
   * @param close as {@link Brackets#match} gives it
   */
  static Arguments of(String text, int[] close, int from, int to) {
    Arguments arguments = new Arguments(text);
    int start = from;
    int equals = -1;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (close[i] > i && close[i] < to) {
        i = close[i] + 1;
      } else if (c == '|') {
        arguments.add(start, equals, i);
        start = i + 1;
        equals = -1;
      } else if (c == '=' && equals < 0) {
        equals = i;
      }
    }
    arguments.add(start, equals, to);
    return arguments;
  }

  private void add(int start, int equals, int end) {
    if (positional.size() + named.size() >= MAX_ARGUMENTS) {
      return;
    }
    if (equals < 0) {
      positional.add(new Range(start, end));
    } else if (isNumber(start, equals)) {
      positional.add(new Range(equals + 1, end));
    } else {
      named.add(new Range(start, end));
    }
  }

  List<Range> positional() {
    return positional;
  }

  /** The value of a named argument; an empty range where there is none. */
  Range named(String name) {
    for (Range range : named) {
      int equals = text.indexOf('=', range.from());
      if (text.substring(range.from(), equals).strip().equals(name)) {
        return new Range(equals + 1, range.to());
      }
    }
    return new Range(0, 0);
  }

  private boolean isNumber(int from, int to) {
    String name = text.substring(from, Math.min(to, from + 10)).strip();
    return !name.isEmpty() && name.length() < 3 && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
