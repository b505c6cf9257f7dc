package dev.docent.records.config;

/** How raw pages are taken from their source. */
public record IngestConfig(
    @Setting(
            help =
                "Where the articles are: a folder of HTML files (any depth), a .tar.gz of them, or a BEIR corpus.jsonl.",
            label = "PATH",
            external = true)
        String articles,
    @Setting(
            help = "Endings of the files to take from a folder, parted by commas.",
            byDefault = "html,htm,xhtml")
        String endings,
    @Setting(
            help = "Pages larger than this many bytes go to the dead letters.",
            byDefault = "52428800",
            min = 1024)
        long maxPageBytes) {}
