package dev.docent.records.config;

/** How BERT is fine-tuned. */
public record TrainConfig(
    @Setting(
            help = "The pretrained model to start from.",
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
            help =
                "How far query and passage see each other in the network: joint (a cross-encoder), or separate (each is read for itself, and their vectors meet in the score).",
            byDefault = "joint",
            oneOf = {"joint", "separate"})
        String interaction,
    @Setting(
            help =
                "The sentence encoder, whose vectors find sections that share no word with the query: tuned on the data set, the base as it is, or none.",
            byDefault = "tuned",
            oneOf = {"tuned", "base", "none"})
        String encoder,
    @Setting(
            help =
                "Queries in one optimizer step of the sentence encoder; each query's passages are negatives of all others.",
            byDefault = "32",
            min = 2,
            max = 1024)
        int encoderBatchQueries,
    @Setting(
            help = "Hard negatives of each query that the sentence encoder is trained on.",
            byDefault = "1",
            min = 0,
            max = 100)
        int encoderNegatives,
    @Setting(help = "Passes over the training queries.", byDefault = "1", min = 0.01, max = 100)
        double epochs,
    @Setting(
            help = "Queries in one optimizer step, each with all its passages.",
            byDefault = "8",
            min = 1,
            max = 1024)
        int batchQueries,
    @Setting(
            help =
                "Parts in which a step of the cross-encoder is computed, one after the other, adding up their gradients: less memory, the same update but for dropout.",
            byDefault = "1",
            min = 1,
            max = 1024,
            changesResult = false)
        int accumulate,
    @Setting(
            help =
                "Devices that share each step, such as gpu:0,gpu:1 or cpu:0,cpu:1; auto leaves one to TensorFlow: the first GPU where its libraries and one are there, else the CPU.",
            byDefault = "auto",
            label = "NAMES",
            changesResult = false)
        String devices,
    @Setting(
            help =
                "Numbers that GPUs compute in: float32, or mixed, with matrix products in 16 bits by TensorFlow's rewriter.",
            byDefault = "float32",
            oneOf = {"float32", "mixed"})
        String precision,
    @Setting(help = "Peak learning rate.", byDefault = "3e-5", min = 0, max = 1)
        double learningRate,
    @Setting(
            help = "Share of the steps during which the learning rate rises.",
            byDefault = "0.1",
            min = 0,
            max = 1)
        double warmup,
    @Setting(
            help = "Decoupled weight decay (AdamW); biases and layer norms are left alone.",
            byDefault = "0.01",
            min = 0,
            max = 1)
        double weightDecay,
    @Setting(
            help = "Gradients are scaled down to this global norm; 0 for no limit.",
            byDefault = "1",
            min = 0)
        double clipNorm,
    @Setting(help = "Dropout rate while training.", byDefault = "0.1", min = 0, max = 0.9)
        double dropout,
    @Setting(
            help =
                "Training ends after this many minutes and keeps the best checkpoint; 0 for no limit.",
            byDefault = "25",
            min = 0)
        double maxMinutes,
    @Setting(
            help = "Optimizer steps between checkpoints; each is followed by a validation.",
            byDefault = "50",
            min = 1)
        int checkpointSteps,
    @Setting(
            help = "Validations without a better MRR after which training stops; 0 for never.",
            byDefault = "4",
            min = 0)
        int patience,
    @Setting(help = "Seed of dropout, order and head.", byDefault = "17") long seed) {}
