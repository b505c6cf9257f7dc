package dev.docent.records.config;

/** Where a promoted model goes. */
public record PublishConfig(
    @Setting(
            help = "The model's name: the folder below models/ and the name that clients ask for.",
            byDefault = "docent",
            label = "NAME")
        String name,
    @Setting(
            help = "Warm-up requests stored with the version.",
            byDefault = "8",
            min = 0,
            max = 1000)
        int warmupRequests) {}
