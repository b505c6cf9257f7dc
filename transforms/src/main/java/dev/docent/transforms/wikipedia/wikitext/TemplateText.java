package dev.docent.transforms.wikipedia.wikitext;

import java.util.HashMap;
import java.util.Map;

/**
 * What a template shows of its own in the running text. Templates are programs; these few are
 * common inside sentences, which would have holes without them. All others show nothing.
 */
final class TemplateText {
  /** How a template's text is made from its arguments. */
  enum Rule {
    /** The first positional argument. */
    FIRST,
    /** The second positional argument. */
    SECOND,
    /** The last positional argument. */
    LAST,
    /** All positional arguments, parted by a comma. */
    LIST,
    /** All positional arguments, without anything between. */
    JOINED,
    /** Numbers with their unit, such as {@code 10|to|20|km|mi}. */
    QUANTITY,
    /** The named argument {@code text} or {@code quote}, else the first, as a line of its own. */
    QUOTE,
    /** "As of" and the date. */
    AS_OF,
    /** The first, on lines of its own. */
    BLOCK,
    /** All positional arguments with spaces between. */
    WORDS,
    /** A number with the unit that an argument names. */
    VALUE,
    /** {@code whole|numerator|denominator}. */
    FRACTION,
    /** The language that the name or the first argument says, and the words. */
    LANGUAGE,
    /** The first, and the others in brackets. */
    BRACKETED,
    /** The first behind what {@link #prefix} says. */
    PREFIXED,
    /** The first, marked as written so. */
    SIC,
    /** A French century. */
    CENTURY,
    /** A page's section. */
    SECTION
  }

  private static final Map<String, Rule> RULES = new HashMap<>();
  private static final Map<String, String> CONSTANTS =
      Map.ofEntries(
          Map.entry("'", "'"),
          Map.entry("'s", "'s"),
          Map.entry("nbsp", " "),
          Map.entry("space", " "),
          Map.entry("spaces", " "),
          Map.entry("snd", " \u2013 "),
          Map.entry("spnd", " \u2013 "),
          Map.entry("spaced ndash", " \u2013 "),
          Map.entry("spaced en dash", " \u2013 "),
          Map.entry("ndash", "\u2013"),
          Map.entry("en dash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("em dash", "\u2014"),
          Map.entry("dash", " \u2013 "),
          Map.entry("circa", "c. "),
          Map.entry("c.", "c. "),
          Map.entry("n\u00e9e", "n\u00e9e "),
          Map.entry("co2", "CO2"),
          Map.entry("h2o", "H2O"),
          Map.entry("!", ""),
          Map.entry("=", "="),
          Map.entry("pi", "\u03c0"),
          Map.entry("c sharp", "C#"),
          Map.entry("c++", "C++"),
          Map.entry("minus", "\u2212"),
          Map.entry("times", "\u00d7"),
          Map.entry("break", "\n"),
          Map.entry("clear", "\n"),
          Map.entry("br", "\n"),
          Map.entry("-", "\n"));

  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("circa", "c. "),
          Map.entry("c.", "c. "),
          Map.entry("reign", "r. "),
          Map.entry("n\u00e9e", "n\u00e9e "),
          Map.entry("nee", "n\u00e9e "),
          Map.entry("isbn", "ISBN "),
          Map.entry("us$", "US$"),
          Map.entry("usd", "US$"),
          Map.entry("gbp", "\u00a3"),
          Map.entry("\u00a3", "\u00a3"),
          Map.entry("euro", "\u20ac"),
          Map.entry("\u20ac", "\u20ac"),
          Map.entry("\u20b9", "\u20b9"),
          Map.entry("inr", "\u20b9"),
          Map.entry("\u00a5", "\u00a5"),
          Map.entry("hms", "HMS "),
          Map.entry("uss", "USS "),
          Map.entry("sms", "SMS "),
          Map.entry("ss", "SS "));

  static {
    put(
        Rule.FIRST,
        "nowrap",
        "nobr",
        "code",
        "mono",
        "monospaced",
        "tt",
        "kbd",
        "key press",
        "var",
        "em",
        "strong",
        "abbr",
        "small",
        "smaller",
        "big",
        "larger",
        "sc",
        "smallcaps",
        "sup",
        "sub",
        "math",
        "mvar",
        "angle bracket",
        "visible anchor",
        "vanchor",
        "va",
        "term",
        "defn",
        "ill",
        "interlanguage link",
        "interlanguage link multi",
        "nihongo2",
        "samp",
        "codes",
        "char",
        "not a typo",
        "italic title",
        "noitalic",
        "bulleted",
        "keyword",
        "resize",
        "ibid-text",
        "gloss",
        "linktext",
        "formatnum",
        "num",
        "number",
        "circled",
        "underline",
        "strike",
        "ruby",
        "mathcal",
        "url",
        "tmath",
        "proper name",
        "tooltip",
        "italic",
        "bold",
        "i",
        "b");
    put(Rule.SECOND, "lang", "font", "color", "background color", "font color", "script", "bodo");
    put(Rule.LAST, "transl", "transliteration", "wikt-lang", "colored link");
    put(Rule.LIST, "ubl", "unbulleted list", "hlist", "bulleted list", "flat list", "cslist");
    put(Rule.JOINED, "keys", "e", "chem2", "chem", "su");
    put(Rule.QUANTITY, "convert", "cvt", "conv");
    put(
        Rule.QUOTE,
        "quote",
        "blockquote",
        "cquote",
        "quotation",
        "bquote",
        "quote box",
        "rquote",
        "poemquote");
    put(Rule.AS_OF, "as of");
    put(Rule.FIRST, "botanist", "rail color box", "lk", "lien", "trim", "noflag", "nobold");
    put(Rule.BLOCK, "columns-list", "columns", "plainlist", "flatlist", "multicol", "colonnes");
    put(Rule.WORDS, "unit\u00e9", "unite", "date", "date-", "nombre");
    put(Rule.VALUE, "val", "m");
    put(Rule.FRACTION, "frac", "fraction", "sfrac");
    put(Rule.LANGUAGE, "langx", "lang-x");
    put(Rule.BRACKETED, "nihongo", "korean", "zh");
    put(Rule.SIC, "sic", "as written");
    put(Rule.CENTURY, "s-", "s", "si\u00e8cle");
    put(Rule.SECTION, "section link", "slink");
    PREFIXES.keySet().forEach(name -> put(Rule.PREFIXED, name));
  }

  private TemplateText() {}

  private static void put(Rule rule, String... names) {
    for (String name : names) {
      RULES.put(name, rule);
    }
  }

  /** The rule of a template, by its name in lower case; null for one that shows nothing. */
  static @org.jspecify.annotations.Nullable Rule rule(String name) {
    if (name.startsWith("lang-")) {
      return Rule.LANGUAGE;
    }
    return RULES.get(name);
  }

  /** What a template of {@link Rule#PREFIXED} writes before its first argument. */
  static String prefix(String name) {
    return PREFIXES.getOrDefault(name, "");
  }

  /** What a template without arguments stands for; null where nothing. */
  static @org.jspecify.annotations.Nullable String constant(String name) {
    return CONSTANTS.get(name);
  }
}
