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
            help =
                "Address that the embedded prediction server listens on. It has no access control and no TLS: whoever reaches the address may use the model.",
            byDefault = "127.0.0.1",
            label = "ADDRESS")
        String predictionBind,
    @Setting(
            help = "host:port of an outside TF-Serving to ask instead of the embedded server.",
            byDefault = "",
            label = "HOST:PORT")
        String prediction,
    @Setting(help = "Whether the outside server is asked by TLS.", byDefault = "false")
        boolean predictionTls,
    @Setting(
            help =
                "Certificates in PEM that the outside server's must be signed by; empty for those that Java trusts.",
            byDefault = "",
            label = "FILE")
        String predictionAuthorities,
    @Setting(
            help =
                "The certificate chain in PEM by which this one shows itself to the outside server (mTLS); empty for none.",
            byDefault = "",
            label = "FILE")
        String predictionCertificate,
    @Setting(
            help = "The private key of prediction-certificate in PEM.",
            byDefault = "",
            label = "FILE")
        String predictionKey,
    @Setting(
            help =
                "Whether the outside TF-Serving merges requests (--enable_batching). It merges only what is equally wide, and so pairs are then padded to the model's full length.",
            byDefault = "false")
        boolean predictionBatching,
    @Setting(
            help =
                "Pairs in a batch of the prediction server at most, and in a request to it. Batching's settings have the names of TF-Serving's; tell an outside server's by them.",
            byDefault = "32",
            min = 1,
            max = 1024)
        int maxBatchSize,
    @Setting(
            help =
                "Microseconds that a batch that isn't full waits for other requests; 0 for not at all. What came while the batch before was computed is joined anyway.",
            byDefault = "0",
            min = 0,
            max = 10000000)
        int batchTimeoutMicros,
    @Setting(
            help =
                "Full batches that may wait; requests beyond them are refused at once, and searches then give BM25's order.",
            byDefault = "32",
            min = 1,
            max = 10000)
        int maxEnqueuedBatches,
    @Setting(
            help =
                "Batches that are computed at a time. TensorFlow spreads one over all cores already.",
            byDefault = "1",
            min = 1,
            max = 256)
        int numBatchThreads,
    @Setting(
            help =
                "Sizes that batches are filled up to, rising, parted by commas, the last of them max-batch-size; empty for any size.",
            byDefault = "",
            label = "SIZES")
        String allowedBatchSizes,
    @Setting(
            help =
                "Numbers that the model computes in here: float32, or bfloat16, with matrix products in 16 bits: faster on CPUs that have instructions for it, with scores that differ a little. An outside prediction server has its own.",
            byDefault = "float32",
            oneOf = {"float32", "bfloat16"})
        String precision,
    @Setting(help = Setting.MODEL_NAME, byDefault = "docent", label = "NAME", shared = true)
        String modelName,
    @Setting(
            help =
                "Whether the version that 'docent models canary' names is opened beside the stable one, for searches that ask for it by model=canary, and for its share.",
            byDefault = "false")
        boolean canary,
    @Setting(
            help =
                "The share of queries that the canary ranks without being asked for, from 0 to 1; which ones is told by their words.",
            byDefault = "0",
            min = 0,
            max = 1)
        double canaryShare,
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
        int timeoutMillis,
    @Setting(
            help =
                "MiB for scores that were given before, kept by model version, query and section; 0 for none.",
            byDefault = "16",
            min = 0,
            max = 65536)
        int scoreCacheMib,
    @Setting(
            help =
                "A file of synonyms in Solr's format, such as 'aws, amazon web services' or 'k8s => kubernetes', applied to queries.",
            byDefault = "",
            label = "FILE")
        String synonyms,
    @Setting(
            help =
                "The cosine in the LSA space from which a term's likest term counts as it in queries, such as 0.9; 0 for not at all. docs/ranking.md has what it did to three collections: little, and harm on a site.",
            byDefault = "0",
            min = 0,
            max = 1)
        double lsaSynonyms,
    @Setting(
            help =
                "Requests a second that one client address is answered; 0 for any number. More get 429 with Retry-After.",
            byDefault = "50",
            min = 0,
            max = 1000000)
        double rate,
    @Setting(
            help = "Requests that a client may send at once before the rate counts.",
            byDefault = "100",
            min = 1,
            max = 1000000)
        int burst,
    @Setting(
            help =
                "Searches that run or wait at once; more are refused at once with 503 and Retry-After.",
            byDefault = "64",
            min = 1,
            max = 10000)
        int maxInFlight,
    @Setting(
            help =
                "Addresses or ranges of trusted proxies, parted by commas, such as 10.0.0.0/8. Only what they say in X-Forwarded-For and in the user header counts.",
            byDefault = "",
            label = "RANGES")
        String proxies,
    @Setting(
            help =
                "Header in which a trusted proxy names the user it let in by OIDC, such as X-Auth-Request-Email. Others are refused with 401.",
            byDefault = "",
            label = "NAME")
        String userHeader,
    @Setting(
            help =
                "A file with bearer tokens, one a line; requests without one of them are refused with 401.",
            byDefault = "",
            label = "FILE")
        String tokenFile,
    @Setting(
            help = "The server's certificate chain in PEM: it then speaks TLS.",
            byDefault = "",
            label = "FILE")
        String tlsCertificate,
    @Setting(help = "The certificate's private key in PEM.", byDefault = "", label = "FILE")
        String tlsKey,
    @Setting(
            help =
                "A file to which each request is noted as a line of JSON: time, client, user, path, status, duration, articles found.",
            byDefault = "",
            label = "FILE")
        String auditLog,
    @Setting(help = "Whether the audit log also keeps what was searched for.", byDefault = "false")
        boolean auditQueries,
    @Setting(
            help =
                "Whether /console shows requests, releases, topics, training and evaluation to all who may search. On an address that others reach, it needs an access control.",
            byDefault = "false")
        boolean console,
    @Setting(
            help =
                "A folder in which clicks and 'helpful' marks are kept as Avro, with the day, query and section, and nothing of who made them; empty for none.",
            byDefault = "",
            label = "DIR")
        String feedback,
    @Setting(
            help = "Megabytes of feedback at most; what comes then is dropped.",
            byDefault = "64",
            min = 1,
            max = 100000)
        int feedbackMegabytes) {}
