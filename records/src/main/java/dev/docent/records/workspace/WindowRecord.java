package dev.docent.records.workspace;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An artifact's {@code window.json}: which window of which source it is, and what came of it.
 *
 * @param source the location as the user gave it
 * @param sourceKey {@link IngestSource#key()}
 * @param outcomes how many pages ended how, by {@code PageOutcome}'s names in lower case
 * @param news whether parsing it could change anything: content that was fetched, or a page that
 *     went and was not known to be gone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WindowRecord(
    String source,
    String sourceKey,
    Instant since,
    Instant until,
    Map<String, Long> outcomes,
    boolean news) {
  /** The file's name in the artifact. */
  public static final String FILE = "window.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public WindowRecord {
    outcomes = new TreeMap<>(outcomes);
  }

  /** How many pages ended so. */
  public long count(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Reads an artifact's record; empty where it has none. */
  public static Optional<WindowRecord> of(Artifact artifact) throws IOException {
    return artifact.manifest().files().stream().anyMatch(file -> file.path().equals(FILE))
        ? read(artifact.file(FILE).toAbsolutePath().getParent())
        : Optional.empty();
  }

  /** Reads a folder's record; empty where it has none. */
  public static Optional<WindowRecord> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), WindowRecord.class));
    } catch (JsonProcessingException e) {
      throw new UserException(
          "'%s' can't be read (%s); make the window again with 'docent ingest --force'"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  public void write(Path folder) throws IOException {
    AtomicFiles.replace(folder.resolve(FILE), JSON.writeValueAsBytes(this));
  }
}
