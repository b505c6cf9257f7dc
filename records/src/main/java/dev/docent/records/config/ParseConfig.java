package dev.docent.records.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How raw pages become articles with sections. */
public record ParseConfig(
    @Setting(
            help =
                "HTML articles with fewer characters of text and code than this go to the dead letters; plain text documents only if they are empty.",
            byDefault = "80",
            min = 1)
        int minArticleCharacters,
    @Setting(
            help =
                "Sections with fewer characters of text and code than this are joined to the section before.",
            byDefault = "1",
            min = 0)
        int minSectionCharacters,
    @Setting(
            help =
                "Whether lines that a site repeats on many of its pages, such as 'Edit this page', are dropped; furniture.csv tells which. Sites of fewer than 20 pages are left as they are.",
            byDefault = "true")
        boolean dropFurniture,
    @Setting(
            help =
                "Languages to keep, as comma-separated tags such as en,de; empty keeps all. Articles whose language can't be told are kept.",
            label = "TAGS",
            byDefault = "")
        String languages,
    @Setting(
            help =
                "Which articles are left out where another one says the same: of pages only, of all, which means plain text documents too (don't, where judgments refer to them), or off.",
            byDefault = "pages",
            oneOf = {"off", "pages", "all"})
        String duplicates,
    @Setting(
            help =
                "Articles at least so similar are duplicates (Jaccard similarity of their runs of three words); with 1, only those with the very same text.",
            byDefault = "0.9",
            min = 0.5,
            max = 1)
        double duplicateSimilarity) {
  /**
   * @throws IllegalArgumentException if a language isn't a BCP 47 tag
   */
  public ParseConfig {
    for (String tag : tags(languages)) {
      if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
          || Locale.forLanguageTag(tag).getLanguage().isEmpty()) {
        throw new IllegalArgumentException(
            "parse: 'languages' names '%s', which is no language tag; valid are such as en, de or pt-BR, comma-separated"
                .formatted(tag));
      }
    }
  }

  /** The languages to keep; none where all are. */
  public List<String> languageTags() {
    return tags(languages);
  }

  private static List<String> tags(String languages) {
    return Arrays.stream(languages.split(",", -1))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }
}
