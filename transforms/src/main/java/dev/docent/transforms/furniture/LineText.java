package dev.docent.transforms.furniture;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a line's text itself says of whether it is furniture. */
final class LineText {
  /** Longer lines are content. */
  static final int MAX_CHARACTERS = 400;

  /** Phrases of the page's frame. They lower the proof asked for and never suffice alone. */
  private static final Pattern FRAME =
      Pattern.compile(
          "copy( (link|code|page|url|to clipboard))?|copied!?|edit (this page|on git\\w+).*"
              + "|(view|open|improve|suggest edits? (to|on)|report an issue).*\\b(page|git\\w+)\\b.*"
              + "|(was|is|did) this (page|article|content|information).*"
              + "|(yes|no|yes no|yes / no|thumbs (up|down))"
              + "|(previous|prev|next|previous next|next previous)( (page|article|post))?"
              + "|(share|tweet|email|print|pin)( (this|on|via|to)\\b.*)?|follow us.*|like us.*"
              + "|(back|go|jump|return|scroll) to (the )?top|skip to.*|table of contents"
              + "|(on|in) this (page|article)|.*all rights reserved.*|.*\\blicen[sc]ed under\\b.*"
              + "|.*(©|\\(c\\) 0|copyright 0).*|.*cookie (policy|settings|preferences).*"
              + "|(privacy policy|terms of (use|service))\\b.*|subscribe.*|sign up for.*"
              + "|(last|page) (updated|modified|edited|reviewed).*|(updated|published|posted):? (on )?(\\w+ )?0\\b.*|0 min(ute)?s?( read)?"
              + "|(we value|send|give|leave) (us )?(your )?feedback.*|loading\\W*|advertisement"
              + "|powered by.*|made with.*|expand table|(.*\\bclick )?\"?run in google colab\\W*|made by.*");

  /** A look at these comes first: it costs far less than matching the phrases. */
  private static final Set<String> FRAME_STARTS =
      Set.of(
          ("copy copied edit view open improve suggest report was is did yes no thumbs previous"
                  + " prev next share tweet email print pin follow like back go jump return scroll"
                  + " skip table on in privacy terms subscribe sign last page updated published"
                  + " posted 0 we send give leave loading advertisement powered made expand run")
              .split(" "));

  private static final List<String> FRAME_PARTS =
      List.of(
          "rights reserved",
          "sed under",
          "ced under",
          "©",
          "(c) 0",
          "copyright 0",
          "cookie ",
          "colab");

  private static final String SEPARATORS = ".,:/-";

  /** Headings of what a site puts below its articles. */
  private static final Pattern FRAME_HEADING =
      Pattern.compile(
          "(related|recommended|more|recent|latest|popular|similar|other|further)"
              + " (articles?|posts?|stories|content|pages|topics|news)"
              + "|you (may|might) (also|be).*|(read|up|what to read) next|keep reading"
              + "|(share|tweet) (this|on)\\b.*|(was|is|did) this (page|article|content).*"
              + "|(page )?feedback|(\\w+ )?comments?( \\(0\\))?|leave a (comment|reply)"
              + "|(subscribe|newsletter|sign up|stay (updated|in touch)|follow us).*"
              + "|(on|in) this (page|article)|table of contents|about the authors?"
              + "|(need|still need|get) help\\??|still have questions\\??|tags|categories");

  private LineText() {}

  /** Lower case, spaces joined, numbers as 0: 'Updated 3 May 2024' on one page is as on others. */
  static String normalised(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int length = lower.length();
    int same = startThatStays(lower);
    if (same == length) {
      return lower;
    }
    StringBuilder out = new StringBuilder(length).append(lower, 0, same);
    for (int i = same; i < length; ) {
      char c = lower.charAt(i);
      if (isSpace(c)) {
        out.append(' ');
        while (i < length && isSpace(lower.charAt(i))) {
          i++;
        }
      } else if (isDigitAt(lower, i)) {
        out.append('0');
        i = endOfNumber(lower, i);
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** How far a line has neither numbers nor other spaces than single ones; most lines are so. */
  private static int startThatStays(String text) {
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        if (space || c != ' ') {
          return space ? i - 1 : i;
        }
        space = true;
      } else if (isDigitAt(text, i)) {
        return i;
      } else {
        space = false;
      }
    }
    return text.length();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigitAt(String text, int at) {
    char c = text.charAt(at);
    return c < '\u0080' ? c >= '0' && c <= '9' : Character.isDigit(text.codePointAt(at));
  }

  /** Digits, also in groups: 3, 1.5, 12:30, 2024-05-03. */
  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length()) {
      if (isDigitAt(text, end)) {
        end += Character.charCount(text.codePointAt(end));
      } else if (SEPARATORS.indexOf(text.charAt(end)) >= 0
          && end + 1 < text.length()
          && isDigitAt(text, end + 1)) {
        end++;
      } else {
        return end;
      }
    }
    return end;
  }

  static boolean isFrame(String normalised) {
    return mayBeFrame(normalised) && FRAME.matcher(normalised).matches();
  }

  /** Whether a line begins or holds what all phrases of the frame begin with or hold. */
  private static boolean mayBeFrame(String normalised) {
    int end = 0;
    while (end < normalised.length() && Character.isLetterOrDigit(normalised.charAt(end))) {
      end++;
    }
    if (FRAME_STARTS.contains(normalised.substring(0, end))) {
      return true;
    }
    for (String part : FRAME_PARTS) {
      if (normalised.contains(part)) {
        return true;
      }
    }
    return false;
  }

  static boolean isFrameHeading(String normalised) {
    return FRAME_HEADING.matcher(normalised).matches() || isFrame(normalised);
  }

  /** Lines that introduce what follows and rows of tables belong to their content. */
  static boolean standsAlone(String normalised) {
    return !normalised.endsWith(":") && !normalised.contains(" | ");
  }

  static int words(String normalised) {
    int words = normalised.isEmpty() ? 0 : 1;
    for (int i = 0; i < normalised.length(); i++) {
      words += normalised.charAt(i) == ' ' ? 1 : 0;
    }
    return words;
  }
}
