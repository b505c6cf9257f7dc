package dev.docent.records.config;

/** How raw pages are taken from their source. */
public record IngestConfig(
    @Setting(
            help =
                "Where the articles are: a folder of HTML files (any depth), a glob, a .tar.gz of them, an s3:// prefix, .warc.gz, .jsonl, or on the web an article API, a sitemap, a site's root, a feed, or urls:FILE with one URL a line. docs/ingest.md shows each.",
            label = "PATH|URL",
            external = true)
        String articles,
    @Setting(
            help = "What the articles are; auto tells by the path or URL.",
            byDefault = "auto",
            oneOf = {"auto", "files", "warc", "jsonl", "api", "sitemap", "feed", "urls"})
        String source,
    @Setting(
            help =
                "How an article API answers, or what the fields of a .jsonl mean: a YAML file, or the name of a preset: wordpress, feed, ghost.",
            byDefault = "",
            label = "FILE|PRESET",
            external = true)
        String api,
    @Setting(
            help = "Endings of the files to take from a folder, parted by commas.",
            byDefault = "html,htm,xhtml")
        String endings,
    @Setting(
            help =
                "Hosts, parted by commas, that a sitemap may name pages of beside its own; * for any.",
            byDefault = "",
            label = "HOSTS")
        String sitemapHosts,
    @Setting(
            help =
                "Take an article's content from the feed itself where it carries all of it, instead of fetching the page.",
            byDefault = "false")
        boolean feedContent,
    @Setting(
            help = "Pages larger than this many bytes go to the dead letters.",
            byDefault = "52428800",
            min = 1024)
        long maxPageBytes) {}
