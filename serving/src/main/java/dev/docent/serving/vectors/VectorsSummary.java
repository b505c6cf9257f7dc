package dev.docent.serving.vectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What vectors are of: {@code vectors.json}.
 *
 * @param index fingerprint of the index whose sections they are of
 * @param train fingerprint of the train artifact whose sentence encoder made them
 * @param sections how many have vectors; 0 where the model has no sentence encoder
 * @param windows how many vectors there are
 */
public record VectorsSummary(String index, String train, long sections, long windows) {
  public static final String FILE = "vectors.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads a file.
   *
   * @throws UserException if it is of another form
   */
  public static VectorsSummary read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), VectorsSummary.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UserException(
          "%s can't be read: %s; 'docent vectors --force' makes it again"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  public void write(Path file) throws IOException {
    AtomicFiles.replace(file, JSON.writeValueAsBytes(this));
  }
}
