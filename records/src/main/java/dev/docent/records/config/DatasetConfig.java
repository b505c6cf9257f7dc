package dev.docent.records.config;

/** How the training set is built, without labels. */
public record DatasetConfig(
    @Setting(
            help = "The base model whose vocabulary tokenizes the examples.",
            byDefault = "all-minilm-l6-v2",
            oneOf = {"all-minilm-l6-v2", "bert-base-uncased"})
        String base,
    @Setting(help = "At most this many queries, over all splits.", byDefault = "3200", min = 10)
        int maxQueries,
    @Setting(
            help =
                "At most this share of the queries comes from Wikipedia entries; the rest from the site's own articles.",
            byDefault = "0.3",
            min = 0,
            max = 1)
        double wikipediaShare,
    @Setting(help = "Negatives for each positive.", byDefault = "5", min = 1, max = 63)
        int negatives,
    @Setting(
            help =
                "Share of the negatives that are hard (found by BM25 in the same topic); the rest are random.",
            byDefault = "0.8",
            min = 0,
            max = 1)
        double hardShare,
    @Setting(
            help = "Share of positives whose title is left out, so that the model reads the text.",
            byDefault = "0.4",
            min = 0,
            max = 1)
        double titleDropout,
    @Setting(
            help = "Word pieces in a packed pair of query and passage.",
            byDefault = "128",
            min = 32,
            max = 512)
        int sequenceLength,
    @Setting(
            help = "Share of the source documents whose queries are kept for validation.",
            byDefault = "0.1",
            min = 0,
            max = 0.5)
        double validationShare,
    @Setting(
            help = "Share of the source documents whose queries are kept for the test.",
            byDefault = "0.1",
            min = 0,
            max = 0.5)
        double testShare,
    @Setting(help = "Seed of every random choice.", byDefault = "17") long seed) {}
