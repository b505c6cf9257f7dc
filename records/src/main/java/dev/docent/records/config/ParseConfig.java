package dev.docent.records.config;

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
        int minSectionCharacters) {}
