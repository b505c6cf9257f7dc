package dev.docent.serving.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the current artifacts of a workspace say of themselves; what isn't there is empty. */
public final class WorkspaceFacts {
  private static final int MOST_TERMS = 8;
  private static final int MOST_ENTRIES = 5;
  private static final String CLOUDS = "word-clouds";

  /** The only files that are given away. */
  private static final Pattern CLOUD = Pattern.compile("topic-[0-9]{3,6}\\.png");

  private static final List<String> CURVES = List.of("training.png", "encoder.png");

  private static final List<String> TRAINING =
      List.of(
          "/settings/base",
          "/settings/encoder",
          "/trainQueries",
          "/validationQueries",
          "/steps",
          "/bestStep",
          "/bestValidationMrr",
          "/zeroShotValidationMrr",
          "/endedBy",
          "/seconds",
          "/hardware/processor");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;

  public WorkspaceFacts(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The current artifact of a stage, such as of the topics that are shown. */
  public Optional<Artifact> artifact(Stage stage) throws IOException {
    return workspace.currentArtifact(stage);
  }

  /** All releases, the newest first. */
  public List<Release> releases() throws IOException {
    return new Releases(workspace).all();
  }

  /** The topics by falling singular value. */
  public List<TopicFacts> topics() throws IOException {
    Optional<Artifact> topics = artifact(Stage.TOPICS);
    if (topics.isEmpty()) {
      return List.of();
    }
    Map<Integer, List<TopicMatch>> matches = matches(topics.get());
    List<TopicFacts> facts = new ArrayList<>();
    Path folder = topics.get().folder();
    AvroFiles.forEach(
        Topic.class,
        folder.resolve("topics"),
        topic -> facts.add(facts(topic, folder, matches.getOrDefault(topic.getId(), List.of()))));
    facts.sort(Comparator.comparingInt(TopicFacts::id));
    return facts;
  }

  /** Those of other topics say nothing of these. */
  private Map<Integer, List<TopicMatch>> matches(Artifact topics) throws IOException {
    Map<Integer, List<TopicMatch>> matches = new HashMap<>();
    Optional<Artifact> match =
        artifact(Stage.MATCH)
            .filter(
                one -> topics.fingerprint().equals(one.manifest().inputs().get(Stage.TOPICS.id())));
    if (match.isPresent()) {
      AvroFiles.forEach(
          TopicMatch.class,
          match.get().file("matches"),
          one -> matches.computeIfAbsent(one.getTopicId(), id -> new ArrayList<>()).add(one));
    }
    return matches;
  }

  private static TopicFacts facts(Topic topic, Path folder, List<TopicMatch> matches) {
    String cloud = String.format(Locale.ROOT, "topic-%03d.png", topic.getId());
    return new TopicFacts(
        topic.getId(),
        topic.getLabel(),
        topic.getCoherence(),
        topic.getExplainedVariance(),
        topic.getFiltered(),
        topic.getPositive().stream().limit(MOST_TERMS).map(TermWeight::getSurface).toList(),
        Files.exists(folder.resolve(CLOUDS).resolve(cloud)) ? cloud : null,
        matches.stream()
            .sorted(Comparator.comparingInt(TopicMatch::getRank))
            .limit(MOST_ENTRIES)
            .map(one -> new TopicFacts.Entry(one.getEntryTitle(), one.getSimilarity()))
            .toList());
  }

  /** How the model was trained: names and values; empty where none was. */
  public Map<String, String> training() throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    Optional<Artifact> train = artifact(Stage.TRAIN);
    if (train.isPresent()) {
      JsonNode report = JSON.readTree(train.get().file("training.json").toFile());
      for (String pointer : TRAINING) {
        JsonNode value = report.at(pointer);
        if (!value.isMissingNode() && !value.isNull()) {
          facts.put(
              name(pointer.substring(pointer.lastIndexOf('/') + 1)),
              value.isDouble() ? number(value.asDouble()) : value.asText());
        }
      }
    }
    return facts;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.0f", value);
  }

  /** {@code trainQueries} as 'Train queries'. */
  private static String name(String key) {
    String words = key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1).replace("mrr", "MRR");
  }

  /** The names of the pictures that a training left. */
  public List<String> curves() throws IOException {
    List<String> there = new ArrayList<>();
    for (String curve : CURVES) {
      if (curve(curve).isPresent()) {
        there.add(curve);
      }
    }
    return there;
  }

  /** How the rankers did. */
  public Optional<EvaluationFacts> evaluation() throws IOException {
    Optional<Artifact> evaluation = artifact(Stage.EVALUATE);
    return evaluation.isEmpty()
        ? Optional.empty()
        : Optional.of(EvaluationFacts.read(evaluation.get().folder()));
  }

  /** A topic's word cloud as PNG; empty for any name that is none. */
  public Optional<Path> cloud(String name) throws IOException {
    return CLOUD.matcher(name).matches()
        ? file(Stage.TOPICS, CLOUDS + "/" + name)
        : Optional.empty();
  }

  /** A training's curves as PNG; empty for any name that is none. */
  public Optional<Path> curve(String name) throws IOException {
    return CURVES.contains(name) ? file(Stage.TRAIN, name) : Optional.empty();
  }

  private Optional<Path> file(Stage stage, String path) throws IOException {
    Optional<Artifact> artifact = artifact(stage);
    boolean listed =
        artifact.isPresent()
            && artifact.get().manifest().files().stream().anyMatch(one -> one.path().equals(path));
    return listed ? Optional.of(artifact.get().file(path)) : Optional.empty();
  }
}
