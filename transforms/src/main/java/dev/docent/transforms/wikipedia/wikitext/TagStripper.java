package dev.docent.transforms.wikipedia.wikitext;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The first pass: takes out comments and tags, with or without what they hold. An element that
 * isn't closed before the next heading loses only its tag, so that it can't take a page with it.
 */
final class TagStripper {
  private static final int MAX_TAG_CHARACTERS = 1000;

  private final String text;
  private final CharSink out;

  /** The next end tag of a name at or after where it was last looked for; text length for none. */
  private final Map<String, Integer> nextEnd = new HashMap<>();

  private int nextHeading = -1;
  private boolean moreComments = true;

  private TagStripper(String text) {
    this.text = text;
    this.out = new CharSink(text.length());
  }

  /** The text without comments and tags. */
  static String strip(String text) {
    return text.indexOf('<') < 0 ? text : new TagStripper(text).strip();
  }

  private String strip() {
    int i = 0;
    while (true) {
      int open = text.indexOf('<', i);
      if (open < 0) {
        return out.append(text, i, text.length()).toString();
      }
      out.append(text, i, open);
      i = text.startsWith("<!--", open) ? passComment(open) : passTag(open);
    }
  }

  private int passComment(int open) {
    int close = moreComments ? text.indexOf("-->", open + 4) : -1;
    if (close < 0) {
      moreComments = false;
      return open + 4;
    }
    int after = close + 3;
    boolean ownLine =
        (out.isEmpty() || out.last() == '\n')
            && after < text.length()
            && text.charAt(after) == '\n';
    return ownLine ? after + 1 : after;
  }

  private int passTag(int open) {
    int nameStart = open + 1;
    boolean end = nameStart < text.length() && text.charAt(nameStart) == '/';
    if (end) {
      nameStart++;
    }
    int nameEnd = nameStart;
    while (nameEnd < text.length() && isNameCharacter(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int tagEnd = tagEnd(nameEnd);
    if (nameEnd == nameStart || nameEnd - nameStart > 20 || tagEnd < 0) {
      out.append('<');
      return open + 1;
    }
    String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    boolean empty = text.charAt(tagEnd - 1) == '/';
    int after = tagEnd + 1;
    if (name.equals("nowiki") || Tags.isDropped(name)) {
      return end || empty ? after : passElement(name, nameEnd, after);
    }
    if (Tags.isBlock(name)) {
      out.append('\n');
    } else if (Tags.isCell(name)) {
      out.append(' ');
    } else if (!Tags.isInline(name)) {
      out.append('<');
      return open + 1;
    }
    return after;
  }

  /** Passes an element whose content isn't wikitext, or isn't wanted. */
  private int passElement(String name, int attributesStart, int contentStart) {
    int close = nextEnd(name, contentStart);
    boolean closed =
        close < text.length() && (Tags.isVerbatim(name) || close < nextHeading(contentStart));
    if (!closed) {
      return contentStart;
    }
    boolean inline =
        Tags.isVerbatim(name)
            && !name.equals("nowiki")
            && text.substring(attributesStart, contentStart).contains("inline");
    if (name.equals("nowiki") || inline) {
      Literal.append(text, contentStart, close, out);
    } else if (Tags.isVerbatim(name)) {
      out.append('\n');
    }
    int nameStop = close + 2 + name.length();
    int closeEnd = tagEnd(nameStop);
    return closeEnd < 0 ? nameStop : closeEnd + 1;
  }

  private int nextEnd(String name, int from) {
    Integer known = nextEnd.get(name);
    if (known != null && known >= from) {
      return known;
    }
    String pattern = "</" + name;
    int found = text.indexOf("</", from);
    while (found >= 0 && !isEndTag(found, pattern)) {
      found = text.indexOf("</", found + 2);
    }
    int end = found < 0 ? text.length() : found;
    nextEnd.put(name, end);
    return end;
  }

  private boolean isEndTag(int at, String pattern) {
    int stop = at + pattern.length();
    return text.regionMatches(true, at, pattern, 0, pattern.length())
        && (stop == text.length() || !isNameCharacter(text.charAt(stop)));
  }

  private int nextHeading(int from) {
    if (nextHeading < from) {
      int found = text.indexOf("\n==", from);
      nextHeading = found < 0 ? Integer.MAX_VALUE : found;
    }
    return nextHeading;
  }

  private int tagEnd(int from) {
    int stop = Math.min(text.length(), from + MAX_TAG_CHARACTERS);
    for (int i = from; i < stop; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
