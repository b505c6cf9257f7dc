package dev.docent.records.config;

/** How the site's topics are learned (latent semantic analysis). */
public record TopicsConfig(
    @Setting(
            help =
                "Number of topics (k); at most one for each eight sections, with a warning, and fewer where there are fewer terms.",
            byDefault = "100",
            min = 2,
            max = 1000)
        int topics,
    @Setting(
            help = "Terms in fewer sections than this are left out of the vocabulary.",
            byDefault = "2",
            min = 1)
        int minDocumentFrequency,
    @Setting(
            help = "Terms in more than this share of the sections are left out of the vocabulary.",
            byDefault = "0.5",
            min = 0.001,
            max = 1)
        double maxDocumentShare,
    @Setting(
            help = "The vocabulary keeps at most this many terms, the most frequent ones.",
            byDefault = "50000",
            min = 100)
        int maxTerms,
    @Setting(
            help =
                "How a term's frequency in a section is weighed; rows are of unit length afterwards.",
            byDefault = "sublinear-tf-idf",
            oneOf = {"sublinear-tf-idf", "tf", "log-entropy", "bm25"})
        String weighting,
    @Setting(
            help =
                "Passes over the sections beyond the first two; each adds a block to the Krylov basis. More is more accurate.",
            byDefault = "5",
            min = 0,
            max = 20)
        int powerIterations,
    @Setting(
            help =
                "Columns beyond k in the first two blocks together, dropped at the end; more is more accurate.",
            byDefault = "20",
            min = 0,
            max = 500)
        int oversampling,
    @Setting(
            help = "Terms of each sign that are kept to describe a topic.",
            byDefault = "25",
            min = 3,
            max = 500)
        int termsPerTopic,
    @Setting(
            help =
                "Topics whose most typical sections have a greater mean cosine than this are marked as one text repeated (templates, bots) and left out of matching; 1 marks none.",
            byDefault = "0.5",
            min = 0,
            max = 1)
        double maxSameness,
    @Setting(help = "Seed of the random start block.", byDefault = "17") long seed) {}
