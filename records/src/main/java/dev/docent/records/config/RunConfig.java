package dev.docent.records.config;

/** How the whole flow is run. None of it changes a result. */
public record RunConfig(
    @Setting(
            help = "So many stages may run side by side, where their inputs allow it.",
            byDefault = "2",
            min = 1,
            max = 10,
            changesResult = false)
        int jobs,
    @Setting(
            help =
                "So often a stage is tried again after a failure that may pass by itself: a server or store that is away, a cluster that is lost, a process that the system killed.",
            byDefault = "2",
            min = 0,
            max = 20,
            changesResult = false)
        int retries,
    @Setting(
            help = "Seconds before the first retry; each further one waits twice as long.",
            byDefault = "10",
            min = 0,
            max = 3600,
            changesResult = false)
        int retryWait,
    @Setting(
            help =
                "Minutes to wait where another run or pruning has the workspace, before the run gives up with exit code 5; 0 for not at all. In S3 a killed run has it for 15 minutes more.",
            byDefault = "0",
            min = 0,
            max = 10000,
            changesResult = false)
        int waitLock,
    @Setting(
            help =
                "Whether a run that came to its end makes a release of the index and the published model, which a running search moves to.",
            byDefault = "true",
            changesResult = false)
        boolean release,
    @Setting(
            help =
                "A file whose first line is the URL of a webhook that takes {\"text\": ...} as Slack's do; it is told how each run ended. Without a file the environment's DOCENT_WEBHOOK is taken. The URL is never shown or kept.",
            byDefault = "",
            label = "FILE",
            changesResult = false)
        String webhookFile,
    @Setting(
            help =
                "Where the stage train runs: as a process of this machine, or as a Job of the Kubernetes cluster that kubectl would ask.",
            byDefault = "process",
            oneOf = {"process", "kubernetes"},
            changesResult = false)
        String trainOn,
    @Setting(
            help =
                "A Job of batch/v1 in YAML to go by on Kubernetes, such as flink-k8s/jobs/train/job.yaml: its image, machine, limits and volumes are taken, its container 'docent' gets the command line.",
            byDefault = "",
            label = "FILE",
            changesResult = false)
        String trainJob,
    @Setting(
            help =
                "Minutes after which the cluster ends the Job of the stage train; 0 for what the Job's file says.",
            byDefault = "0",
            min = 0,
            max = 100000,
            changesResult = false)
        int trainDeadline) {}
