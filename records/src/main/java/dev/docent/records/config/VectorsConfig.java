package dev.docent.records.config;

/** How sections become vectors. */
public record VectorsConfig(
    @Setting(
            help =
                "Into how many windows at most a section is cut, each with a vector of its own; a section is as near as its nearest window.",
            byDefault = "4",
            min = 1,
            max = 64)
        int maxWindows) {}
