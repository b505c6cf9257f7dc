package dev.docent.serving.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.network.Precision;
import dev.docent.models.publish.WarmupRequests;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.text.TextEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.records.workspace.ProductionModel;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.ranking.RankingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The version of a model that its {@code stable} pointer names.
 *
 * @param folder the version's folder
 */
public record PublishedModel(String name, long version, Path folder) {
  private static final String POINTER = "stable";

  /** Requests that warm it up; after the first ones it gets no faster. */
  private static final int WARM_UP = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Follows a model's pointer.
   *
   * @return empty where no version was ever promoted
   * @throws UserException if the pointer can't be read, or leads nowhere
   */
  public static Optional<PublishedModel> find(Workspace workspace, String name) throws IOException {
    if (!name.matches("[A-Za-z0-9_.-]{1,100}") || name.startsWith(".")) {
      throw new UserException(
          "the model's name is '%s'; it may have letters, digits, '_', '-' and '.'"
              .formatted(name));
    }
    Path home = workspace.model(name);
    Path pointer = home.resolve(POINTER);
    if (!Files.exists(pointer)) {
      return Optional.empty();
    }
    long version = version(pointer);
    Path folder = home.resolve(Long.toString(version));
    if (!Files.isRegularFile(folder.resolve("saved_model.pb"))) {
      throw new UserException(
          "'%s' names version %d, but '%s' has no saved_model.pb; publish the model again"
              .formatted(pointer, version, folder));
    }
    return Optional.of(new PublishedModel(name, version, folder));
  }

  /** How to rank with it; the defaults where it came without. */
  public RankingSettings ranking() throws IOException {
    Path file = folder.resolve("assets.extra").resolve(RankingSettings.FILE);
    return Files.exists(file) ? RankingSettings.read(file) : RankingSettings.DEFAULT;
  }

  /** What turns text into the pairs it reads, whoever computes its scores. */
  public PairEncoder encoder() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(folder.resolve("assets/vocab.txt"));
    return new PairEncoder(new WordPiece(vocabulary), ModelCard.read(folder).sequenceLength());
  }

  /** What turns text into what its sentence encoder reads. */
  public TextEncoder textEncoder() throws IOException {
    PairEncoder pairs = encoder();
    return new TextEncoder(pairs.wordPiece(), pairs.sequenceLength());
  }

  /** Whether it has a sentence encoder. */
  public boolean embeds() throws IOException {
    return ModelCard.read(folder).embeddingSize() > 0;
  }

  /** The fingerprint of the training that it came from; empty where it doesn't say. */
  public Optional<String> trainFingerprint() throws IOException {
    Path provenance = folder.resolve(ProductionModel.PROVENANCE);
    return Files.exists(provenance)
        ? Optional.ofNullable(
            JSON.readTree(provenance.toFile()).path("trainFingerprint").asText(null))
        : Optional.empty();
  }

  /** Loads it into this process; the caller closes it. */
  public SavedModel load() throws IOException {
    return load(Precision.FLOAT32);
  }

  /** Likewise, to compute in a precision. */
  public SavedModel load(Precision precision) throws IOException {
    return SavedModel.load(folder, precision);
  }

  /** Loads it for a prediction server, with the warm-up requests that it came with. */
  ServedModel serve(Precision precision) throws IOException {
    List<List<Pair>> warmUp = warmUp();
    SavedModel loaded = load(precision);
    return new ServedModel(
        name,
        version,
        loaded.sequenceLength(),
        loaded.vocabulary().size(),
        loaded::score,
        loaded.embeds() ? loaded::embed : null,
        warmUp,
        loaded);
  }

  private List<List<Pair>> warmUp() throws IOException {
    Path file = folder.resolve(WarmupRequests.PATH);
    if (!Files.exists(file)) {
      return List.of(encoder().windows("warm up", "", "the model", 1));
    }
    List<List<Pair>> all = WarmupRequests.read(file);
    return all.subList(0, Math.min(WARM_UP, all.size()));
  }

  private static long version(Path pointer) throws IOException {
    try {
      JsonNode version = JSON.readTree(pointer.toFile()).path("version");
      if (version.isIntegralNumber() && version.longValue() > 0) {
        return version.longValue();
      }
    } catch (JsonProcessingException e) {
      // Told below, as JSON without a version is.
    }
    throw new UserException(
        "the pointer '%s' must be JSON such as {\"version\": 3}; publish the model again"
            .formatted(pointer));
  }
}
