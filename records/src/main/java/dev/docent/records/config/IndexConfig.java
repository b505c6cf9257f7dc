package dev.docent.records.config;

/** How sections are indexed for search. */
public record IndexConfig(
    @Setting(
            help =
                "Language whose stemmer and stop words analyze the text and what is searched for; cjk cuts Chinese, Japanese and Korean into pairs of characters, auto takes the language that most articles are in.",
            byDefault = "en",
            oneOf = {"en", "de", "fr", "es", "cjk", IndexConfig.AUTO})
        String language) {
  /** The language that most articles are in. */
  public static final String AUTO = "auto";
}
