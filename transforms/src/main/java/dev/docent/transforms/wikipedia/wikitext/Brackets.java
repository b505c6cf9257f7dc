package dev.docent.transforms.wikipedia.wikitext;

import java.util.Arrays;

/**
 * The second pass: which {@code {{}, {@code [[} and <code>{|</code> is closed where. One scan with
 * a stack. A heading ends all that is open before it and a blank line all links, so that markup
 * left open spoils no more than its own section.
 */
final class Brackets {
  private static final int TEMPLATE = 0;
  private static final int LINK = 1;
  private static final int TABLE = 2;

  /** The characters that mean something wherever they stand in a line. */
  private static final boolean[] MARKS = new boolean['}' + 1];

  static {
    for (char mark : new char[] {'\n', '{', '[', '}', ']', '|'}) {
      MARKS[mark] = true;
    }
  }

  private final char[] text;
  private int[] close = {};
  private int[] stack = new int[64];
  private int depth;
  private final int[] open = new int[3];

  private Brackets(char[] text) {
    this.text = text;
  }

  /**
   * Matches the brackets of a text.
   *
   * @return for each position where a matched pair of characters opens, the position of the pair
   *     that closes it; 0 elsewhere. Empty where there is no such pair
   */
  static int[] match(char[] text) {
    Brackets brackets = new Brackets(text);
    brackets.scan();
    return brackets.close;
  }

  private void scan() {
    char[] all = text;
    int n = all.length;
    int i = 0;
    boolean lineStart = true;
    while (i < n) {
      char c = all[i];
      switch (c) {
        case '\n' -> {
          atLineEnd(i);
          lineStart = true;
          i++;
        }
        case '{', '[' -> {
          int run = run(i, c);
          if (c == '{' && run == 1 && lineStart && at(i + 1) == '|') {
            push(i, TABLE);
          }
          for (int p = i + (run & 1); p < i + run; p += 2) {
            push(p, c == '{' ? TEMPLATE : LINK);
          }
          lineStart = false;
          i += run;
        }
        case '}', ']' -> {
          int run = run(i, c);
          for (int p = i; p + 1 < i + run; p += 2) {
            pop(p, c == '}' ? TEMPLATE : LINK);
          }
          lineStart = false;
          i += run;
        }
        case '|' -> {
          boolean ends = lineStart && at(i + 1) == '}';
          lineStart = false;
          if (ends && open[TABLE] > 0 && !(at(i + 2) == '}' && topIs(TEMPLATE))) {
            pop(i, TABLE);
            i += 2;
          } else {
            i++;
          }
        }
        case ' ', '\t', ':' -> i++;
        default -> {
          lineStart = false;
          do {
            i++;
          } while (i < n && (all[i] > '}' || !MARKS[all[i]]));
        }
      }
    }
  }

  private void atLineEnd(int i) {
    char next = at(i + 1);
    if (next == '=' && at(i + 2) == '=') {
      depth = 0;
      Arrays.fill(open, 0);
    } else if (next == '\n') {
      while (depth > 0 && topIs(LINK)) {
        drop();
      }
    }
  }

  private void push(int position, int kind) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
    }
    // Positions stay below 2^29: a text is at most some megabytes.
    stack[depth++] = position << 2 | kind;
    open[kind]++;
  }

  private void pop(int position, int kind) {
    if (open[kind] == 0 || (kind == LINK && !topIs(LINK))) {
      return;
    }
    while (!topIs(kind)) {
      drop();
    }
    if (close.length == 0) {
      close = new int[text.length];
    }
    close[stack[depth - 1] >> 2] = position;
    drop();
  }

  private void drop() {
    depth--;
    open[stack[depth] & 3]--;
  }

  private boolean topIs(int kind) {
    return depth > 0 && (stack[depth - 1] & 3) == kind;
  }

  private int run(int from, char c) {
    int i = from;
    while (i < text.length && text[i] == c) {
      i++;
    }
    return i - from;
  }

  private char at(int i) {
    return i < text.length ? text[i] : '\0';
  }
}
