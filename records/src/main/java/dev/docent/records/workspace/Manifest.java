package dev.docent.records.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.docent.records.stage.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an artifact is, where it came from and what is in it. Written last: an artifact with a
 * manifest is complete.
 *
 * @param parameters every setting of the stage, those that don't change the result too
 * @param inputs fingerprints of the input artifacts, by stage
 * @param folder the attempt's folder beside the manifest; file paths are relative to it
 * @param windows fingerprints of the ingestion windows that it was made from, the oldest first;
 *     empty where its input is no window
 */
public record Manifest(
    String stage,
    int stageVersion,
    String fingerprint,
    Map<String, String> parameters,
    Map<String, String> inputs,
    Map<String, ExternalInput> externals,
    Counts counts,
    List<String> warnings,
    String folder,
    List<DataFile> files,
    Instant startedAt,
    Instant finishedAt,
    String codeVersion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> windows) {

  public Manifest {
    // Manifests of stages that read no windows don't name them.
    windows = windows == null ? List.of() : List.copyOf(windows);
  }

  /** Of an artifact that was not made from windows. */
  public Manifest(
      String stage,
      int stageVersion,
      String fingerprint,
      Map<String, String> parameters,
      Map<String, String> inputs,
      Map<String, ExternalInput> externals,
      Counts counts,
      List<String> warnings,
      String folder,
      List<DataFile> files,
      Instant startedAt,
      Instant finishedAt,
      String codeVersion) {
    this(
        stage,
        stageVersion,
        fingerprint,
        parameters,
        inputs,
        externals,
        counts,
        warnings,
        folder,
        files,
        startedAt,
        finishedAt,
        codeVersion,
        List.of());
  }

  /** A data file of an artifact; the path has '/' between its parts. */
  public record DataFile(String path, long bytes, String sha256) {}
}
