package dev.docent.records.workspace;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a published version: {@code .versions/VERSION.json} beside the versions. It
 * outlives the version's files, so that no number is given twice.
 *
 * @param made when it was published
 * @param trainFingerprint of the train artifact that it came from, empty where that isn't known
 * @param reason why it was published, in words
 * @param metrics that its evaluation found, by name, such as {@code mrr@10}
 * @param checkMillis the median time of its warm-up requests when it was checked, null if unknown
 * @param files with their checksums, paths relative to the version's folder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VersionRecord(
    long version,
    State state,
    Instant made,
    String trainFingerprint,
    String reason,
    Map<String, Double> metrics,
    @Nullable Double checkMillis,
    List<Manifest.DataFile> files) {
  /** The folder of the records in a model's folder. */
  static final String FOLDER = ".versions";

  /** How far it has come. */
  public enum State {
    /** Its files are on their way; nobody may use it yet. */
    UPLOADING,
    /** All files are there and were compared with their checksums. */
    READY,
    /** Its files were taken away. */
    REMOVED
  }

  public VersionRecord {
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    files = files == null ? List.of() : List.copyOf(files);
  }

  /** Of a version that came without a record. */
  static VersionRecord unknown(long version, Path folder) throws IOException {
    return new VersionRecord(
        version,
        State.READY,
        Files.getLastModifiedTime(folder).toInstant(),
        "",
        "",
        Map.of(),
        null,
        Workspace.dataFiles(folder));
  }

  public VersionRecord with(State next) {
    return new VersionRecord(
        version, next, made, trainFingerprint, reason, metrics, checkMillis, files);
  }

  public long bytes() {
    return files.stream().mapToLong(Manifest.DataFile::bytes).sum();
  }

  /** The record of a version in a model's folder. */
  public static Optional<VersionRecord> read(Path model, long version) throws IOException {
    Path file = file(model, version);
    return Files.exists(file)
        ? Optional.of(parse(Files.readAllBytes(file), file.toString()))
        : Optional.empty();
  }

  static VersionRecord parse(byte[] json, String name) throws IOException {
    try {
      return Workspace.JSON.readValue(json, VersionRecord.class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "the record '%s' of a version can't be read: %s".formatted(name, e.getOriginalMessage()),
          e);
    }
  }

  /** Writes the record into a model's folder. */
  public void write(Path model) throws IOException {
    AtomicFiles.replace(file(model, version), json());
  }

  byte[] json() throws IOException {
    return Workspace.JSON.writeValueAsBytes(this);
  }

  static Path file(Path model, long version) {
    return model.resolve(FOLDER).resolve(version + ".json");
  }
}
