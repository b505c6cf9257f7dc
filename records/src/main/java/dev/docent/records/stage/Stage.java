package dev.docent.records.stage;

import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.IndexConfig;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.MatchConfig;
import dev.docent.records.config.ParseConfig;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.config.TopicsConfig;
import dev.docent.records.config.TrainConfig;
import dev.docent.records.config.VectorsConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The stages of the flow, in an order in which each comes after its inputs.
 *
 * <p>A stage's version is raised whenever the same inputs and parameters would give another output.
 */
public enum Stage {
  INGEST(1, Home.PIPELINES, IngestConfig.class, "Takes raw pages from their source."),
  PARSE(
      1, Home.PIPELINES, ParseConfig.class, "Turns raw pages into articles with sections.", INGEST),
  TOPICS(1, Home.PIPELINES, TopicsConfig.class, "Learns the site's topics by LSA.", PARSE),
  MATCH(
      1,
      Home.PIPELINES,
      MatchConfig.class,
      "Matches topics with the entries of a Wikipedia dump.",
      TOPICS),
  DATASET(
      1,
      Home.PIPELINES,
      DatasetConfig.class,
      "Builds the training set: queries, positives, negatives.",
      PARSE,
      TOPICS,
      MATCH),
  INDEX(2, Home.SERVING, IndexConfig.class, "Indexes sections for search (Lucene).", PARSE),
  TRAIN(1, Home.MODELS, TrainConfig.class, "Fine-tunes BERT on the training set.", DATASET),
  VECTORS(
      1,
      Home.SERVING,
      VectorsConfig.class,
      "Embeds the index's sections by the model's sentence encoder.",
      INDEX,
      TRAIN),
  EVALUATE(
      4,
      Home.SERVING,
      EvaluateConfig.class,
      "Compares the model with BM25, LSA and production, and judges it.",
      DATASET,
      INDEX,
      TOPICS,
      TRAIN,
      VECTORS),
  PUBLISH(
      1,
      Home.SERVING,
      PublishConfig.class,
      "Publishes the model as a SavedModel version and moves the pointer if it was promoted.",
      TRAIN,
      EVALUATE);

  /** The module whose class path runs a stage. */
  public enum Home {
    PIPELINES,
    MODELS,
    SERVING
  }

  private final int version;
  private final Home home;
  private final Class<? extends Record> settings;
  private final String summary;
  private final List<Stage> inputs;

  Stage(int version, Home home, Class<? extends Record> settings, String summary, Stage... inputs) {
    this.version = version;
    this.home = home;
    this.settings = settings;
    this.summary = summary;
    this.inputs = List.of(inputs);
  }

  public int version() {
    return version;
  }

  public Home home() {
    return home;
  }

  /** The record of the stage's settings. */
  public Class<? extends Record> settings() {
    return settings;
  }

  /** One sentence for the command line's help. */
  public String summary() {
    return summary;
  }

  public List<Stage> inputs() {
    return inputs;
  }

  /** The name on the command line, in configuration and in the workspace, such as {@code parse}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Stage> byId(String id) {
    return Arrays.stream(values()).filter(stage -> stage.id().equals(id)).findFirst();
  }
}
