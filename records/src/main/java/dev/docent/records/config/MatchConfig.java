package dev.docent.records.config;

/** How topics are matched with Wikipedia entries. */
public record MatchConfig(
    @Setting(
            help =
                "A MediaWiki XML dump: .xml, .xml.bz2 (multistream or not) or .xml.gz, or a folder of"
                    + " them. Without one, the flow goes on with the site's own articles alone.",
            label = "DUMP",
            byDefault = "",
            external = true)
        String wikipedia,
    @Setting(help = "At most this many entries are kept for each topic.", byDefault = "30", min = 1)
        int entriesPerTopic,
    @Setting(help = "At most this many topics are kept for each entry.", byDefault = "3", min = 1)
        int topicsPerEntry,
    @Setting(
            help =
                "Entries less similar to a topic than this are not matched, beside those below the floors"
                    + " that are learned from the site and the dump (floors.json). The similarity is the"
                    + " cosine with the topic's sections, lowered by what of the entry is foreign to the"
                    + " site.",
            byDefault = "0",
            min = -1,
            max = 1)
        double minSimilarity,
    @Setting(
            help = "Entries with fewer characters of plain text than this are left out.",
            byDefault = "200",
            min = 0)
        int minEntryCharacters) {}
