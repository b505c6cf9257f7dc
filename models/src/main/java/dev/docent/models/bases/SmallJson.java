package dev.docent.models.bases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A settings file of at most 1 MiB in the folder of a base of the user's own. */
final class SmallJson {
  private static final long MAX_BYTES = 1 << 20;

  private SmallJson() {}

  /**
   * Reads it.
   *
   * @throws UserException if it is longer, or no JSON
   */
  static JsonNode read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new UserException(
          "'%s' has %d bytes; at most %d are read".formatted(file, Files.size(file), MAX_BYTES));
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new UserException("'%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
