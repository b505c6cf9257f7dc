package dev.docent.records.config;

/** How the training set is built, without labels. */
public record DatasetConfig(
    @Setting(
            help = "The base model whose vocabulary tokenizes the examples.",
            byDefault = "all-minilm-l6-v2",
            oneOf = {"all-minilm-l6-v2", "bge-small-en-v1.5", "bert-base-uncased"})
        String base,
    @Setting(
            help =
                "A folder with a BERT of your own, in place of a base by its name: config.json, model.safetensors or model.onnx, and vocab.txt or tokenizer.json (uncased WordPiece). Give the same one to dataset and train.",
            byDefault = "",
            label = "FOLDER",
            external = true)
        String baseFolder,
    @Setting(
            help = "At most this many examples (a query with its passages), over all splits.",
            byDefault = "3200",
            min = 10,
            formerly = "max-queries")
        int maxExamples,
    @Setting(
            help =
                "How often each kind of query is made where a section allows it, as weights; kinds left out are not made.",
            label = "KIND=WEIGHT,...",
            byDefault = QueryKindWeights.DEFAULT)
        String queryKinds,
    @Setting(
            help =
                "At most this share of a split's examples is of one topic; 1 for no limit. Topics take turns in any case.",
            byDefault = "1",
            min = 0.001,
            max = 1)
        double topicShare,
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
                "Share of the negatives that are hard (ranked high by BM25 or near by LSA); the rest are random.",
            byDefault = "0.8",
            min = 0,
            max = 1)
        double hardShare,
    @Setting(
            help =
                "Share of the hard negatives that are the query's nearest in the LSA space, of those that BM25's list doesn't hold. Its effect on ranking is not measured yet, hence the default.",
            byDefault = "0",
            min = 0,
            max = 1)
        double lsaNegatives,
    @Setting(
            help =
                "A candidate with more than this fraction of the positive's own BM25 score is no negative: it may answer too.",
            byDefault = "0.95",
            min = 0.01,
            max = 1)
        double bm25Margin,
    @Setting(
            help =
                "A candidate of LSA whose cosine with the query is more than this fraction of the positive's own is no negative: it may answer too.",
            byDefault = "0.95",
            min = 0.01,
            max = 1)
        double lsaMargin,
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
    @Setting(
            help =
                "The greatest divergence (Jensen-Shannon, in bits, beyond chance) of kinds, sources, topics and lengths from the workspace's last data set. A greater one stops the run; where a setting of parse, topics, match or dataset differs from that set's, it only gives a warning.",
            byDefault = "0.1",
            min = 0,
            max = 1,
            changesResult = false)
        double maxDrift,
    @Setting(
            help = "Go on where the data set differs from the last one by more than max-drift.",
            byDefault = "false",
            changesResult = false)
        boolean allowDrift,
    @Setting(help = "Seed of every random choice.", byDefault = "17") long seed) {

  public DatasetConfig {
    QueryKindWeights.parse(queryKinds);
  }
}
