package dev.docent.records.config;

/** How raw pages become articles with sections. */
public record ParseConfig(
    @Setting(
            help = "Articles with fewer characters of text than this go to the dead letters.",
            byDefault = "80",
            min = 1)
        int minArticleCharacters,
    @Setting(
            help =
                "Sections with fewer characters of text and code than this are joined to the section before.",
            byDefault = "1",
            min = 0)
        int minSectionCharacters) {}
