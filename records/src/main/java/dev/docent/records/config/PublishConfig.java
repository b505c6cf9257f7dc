package dev.docent.records.config;

/** Where a promoted model goes. */
public record PublishConfig(
    @Setting(help = Setting.MODEL_NAME, byDefault = "docent", label = "NAME", shared = true)
        String modelName,
    @Setting(
            help = "Warm-up requests stored with the version.",
            byDefault = "8",
            min = 0,
            max = 1000)
        int warmupRequests,
    @Setting(
            help =
                "A version whose warm-up requests take longer than this at the median, in milliseconds, is not published; 0 for no limit.",
            byDefault = "2000",
            min = 0,
            changesResult = false)
        int maxMillis) {}
