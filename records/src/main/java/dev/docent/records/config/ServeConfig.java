package dev.docent.records.config;

/** How the search is served. */
public record ServeConfig(
    @Setting(
            help = "Address to listen on. The default is this machine alone.",
            byDefault = "127.0.0.1",
            label = "ADDRESS")
        String bind,
    @Setting(
            help = "Port of the web search; 0 for a free one.",
            byDefault = "8080",
            min = 0,
            max = 65535)
        int port,
    @Setting(
            help =
                "Port of the embedded prediction server (TF-Serving's gRPC protocol); 0 for a free one.",
            byDefault = "8500",
            min = 0,
            max = 65535)
        int predictionPort,
    @Setting(
            help = "host:port of an outside TF-Serving to ask instead of the embedded server.",
            byDefault = "",
            label = "HOST:PORT")
        String prediction,
    @Setting(
            help =
                "Whether the outside TF-Serving merges requests (--enable_batching). It merges only what is equally wide, and so pairs are then padded to the model's full length.",
            byDefault = "false")
        boolean predictionBatching,
    @Setting(help = Setting.MODEL_NAME, byDefault = "docent", label = "NAME", shared = true)
        String modelName,
    @Setting(
            help =
                "Candidates that the model scores for a request; 0 for the number that evaluation chose.",
            byDefault = "0",
            min = 0,
            max = 200)
        int depth,
    @Setting(
            help = "Milliseconds after which a request no longer waits for the model.",
            byDefault = "2000",
            min = 1,
            max = 60000)
        int timeoutMillis) {}
