package dev.docent.transforms.furniture;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a line's text itself says of whether it is furniture. */
final class LineText {
  /** Longer lines are content. */
  static final int MAX_CHARACTERS = 400;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:/-]\\p{Nd}+)*");

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
              + "|powered by.*|made with.*|expand table|run in google colab|made by.*");

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
    String spaced = SPACE.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    return NUMBER.matcher(spaced).replaceAll("0");
  }

  static boolean isFrame(String normalised) {
    return FRAME.matcher(normalised).matches();
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
