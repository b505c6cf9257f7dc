package dev.docent.models.savedmodel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a model says of itself, in {@code assets.extra/docent.json}.
 *
 * @param base the base model's name
 * @param interaction how the halves of a pair see each other, such as {@code joint}
 * @param sequenceLength the longest pair, in word pieces
 * @param vocabularySha256 of {@code assets/vocab.txt}
 * @param embeddingSize width of the sentence encoder's vectors; 0 where the model has none
 * @param trainFingerprint the train artifact's fingerprint
 * @param lineage fingerprints of the artifacts it was made from, by stage
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelCard(
    String base,
    String interaction,
    int sequenceLength,
    String vocabularySha256,
    int embeddingSize,
    String trainFingerprint,
    Map<String, String> lineage) {
  static final String PATH = "assets.extra/docent.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Reads the card of a version folder.
   *
   * @throws UserException if there is none, or it can't be read
   */
  public static ModelCard read(Path versionFolder) throws IOException {
    Path file = versionFolder.resolve(PATH);
    if (!Files.exists(file)) {
      throw new UserException(
          "'%s' is no model of Docent: it has no '%s'".formatted(versionFolder, PATH));
    }
    try {
      return JSON.readValue(file.toFile(), ModelCard.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UserException(
          "the model card '%s' can't be read: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  void write(Path versionFolder) throws IOException {
    Path file = versionFolder.resolve(PATH);
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), this);
  }
}
