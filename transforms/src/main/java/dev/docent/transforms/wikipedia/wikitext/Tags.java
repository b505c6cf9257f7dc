package dev.docent.transforms.wikipedia.wikitext;

import java.util.Set;

/** What becomes of the tags that may stand in wikitext, by their names in lower case. */
final class Tags {
  /** Dropped with all that they hold: notes, formulas, pictures, tables, code, what isn't shown. */
  private static final Set<String> DROPPED =
      Set.of(
          "ref",
          "math",
          "table",
          "chem",
          "ce",
          "gallery",
          "timeline",
          "score",
          "imagemap",
          "inputbox",
          "hiero",
          "mapframe",
          "maplink",
          "graph",
          "references",
          "indicator",
          "categorytree",
          "syntaxhighlight",
          "source",
          "pre",
          "style",
          "script",
          "includeonly",
          "templatedata",
          "templatestyles",
          "section",
          "poll",
          "dynamicpagelist");

  /** Of these even a heading's marks mean nothing. */
  private static final Set<String> VERBATIM = Set.of("nowiki", "syntaxhighlight", "source", "pre");

  /** Whose start and end part lines. */
  private static final Set<String> BLOCKS =
      Set.of(
          "br",
          "tr",
          "caption",
          "hr",
          "p",
          "div",
          "li",
          "ul",
          "ol",
          "dl",
          "dd",
          "dt",
          "blockquote",
          "center",
          "poem",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6");

  private static final Set<String> CELLS = Set.of("td", "th");

  /** Whose text stays where it is. */
  private static final Set<String> INLINE =
      Set.of(
          "a",
          "abbr",
          "b",
          "bdi",
          "bdo",
          "big",
          "cite",
          "code",
          "data",
          "del",
          "dfn",
          "em",
          "font",
          "i",
          "ins",
          "kbd",
          "mark",
          "noinclude",
          "onlyinclude",
          "q",
          "rb",
          "rp",
          "rt",
          "ruby",
          "s",
          "samp",
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "sup",
          "time",
          "tt",
          "u",
          "var",
          "wbr",
          "thead",
          "tbody",
          "tfoot",
          "colgroup",
          "col",
          "img");

  private Tags() {}

  static boolean isDropped(String name) {
    return DROPPED.contains(name);
  }

  static boolean isVerbatim(String name) {
    return VERBATIM.contains(name);
  }

  static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  static boolean isCell(String name) {
    return CELLS.contains(name);
  }

  static boolean isInline(String name) {
    return INLINE.contains(name);
  }
}
