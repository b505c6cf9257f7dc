package dev.docent.records.workspace;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names the version of a published model that a label such as {@code stable} stands for.
 *
 * @param version the version in use
 * @param previous the version before it, null for the first
 */
public record ModelPointer(long version, @Nullable Long previous) {
  public static final String STABLE = "stable";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a label of a model's folder; empty where the label was never set. */
  public static Optional<ModelPointer> read(Path model, String label) throws IOException {
    Path file = model.resolve(label);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(parse(Files.readAllBytes(file), file.toString()));
  }

  static ModelPointer parse(byte[] json, String name) throws IOException {
    try {
      return JSON.readValue(json, ModelPointer.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UserException(
          "the pointer '%s' must be JSON such as {\"version\": 3, \"previous\": 2}: %s"
              .formatted(name, e.getOriginalMessage()),
          e);
    }
  }

  /** Moves a label to this version, at once or not at all. */
  public void write(Path model, String label) throws IOException {
    AtomicFiles.replace(model.resolve(label), JSON.writeValueAsBytes(this));
  }
}
