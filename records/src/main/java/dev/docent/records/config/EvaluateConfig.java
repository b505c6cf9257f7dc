package dev.docent.records.config;

/** How rankers are compared. */
public record EvaluateConfig(
    @Setting(help = Setting.MODEL_NAME, byDefault = "docent", label = "NAME", shared = true)
        String modelName,
    @Setting(help = "Candidates that the model scores.", byDefault = "20", min = 1, max = 1000)
        int depth,
    @Setting(
            help =
                "Sections nearest to the query by the model's sentence encoder that join BM25's first 100; the best of both are scored by the model. 0 for none, as where the model has no sentence encoder.",
            byDefault = "50",
            min = 0,
            max = 1000)
        int neighbours,
    @Setting(
            help =
                "Whether the sentence encoder all-MiniLM-L6-v2 as it comes is measured too, alone and fused with BM25: what one would use without any training.",
            byDefault = "true")
        boolean zeroShot,
    @Setting(
            help =
                "Into how many windows at most a section is cut for the model; its score is the best window's.",
            byDefault = "3",
            min = 1,
            max = 64)
        int maxWindows,
    @Setting(
            help =
                "At most this many held-out queries, a seeded sample, a third of them to choose the weight by; 0 for all. Of a collection all are taken unless this is given.",
            byDefault = "300",
            min = 0)
        int maxQueries,
    @Setting(
            help = "Resamples for the confidence intervals and the randomisation test.",
            byDefault = "10000",
            min = 100)
        int resamples,
    @Setting(
            help = "Below this p-value a difference counts as significant.",
            byDefault = "0.05",
            min = 0,
            max = 1)
        double significance,
    @Setting(
            help =
                "How far below the published model's MRR@10 a candidate may be, significantly or not; a significant loss keeps it back in any case.",
            byDefault = "0.005",
            min = 0,
            max = 1)
        double margin,
    @Setting(
            help = "With fewer held-out queries than this the model is kept back.",
            byDefault = "20",
            min = 1)
        int minQueries,
    @Setting(help = "Seed of samples and resamples.", byDefault = "17") long seed) {}
