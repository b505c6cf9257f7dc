package dev.docent.records.config;

/** How sections are indexed for search. */
public record IndexConfig(
    @Setting(
            help = "Language whose stemmer and stop words analyze the text.",
            byDefault = "en",
            oneOf = {"en"})
        String language) {}
