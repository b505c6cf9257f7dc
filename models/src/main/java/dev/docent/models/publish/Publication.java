package dev.docent.models.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a publication ended: {@code publication.json}.
 *
 * @param name the model's
 * @param promoted false for kept back, which is a judgement and no failure
 * @param reason the verdict's, in words
 * @param version the version in use from now on, null where it was kept back
 * @param folder of that version, relative to the workspace
 * @param reused whether the version was there already
 * @param check what serving the version in a fresh process showed; null where it was not copied now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Publication(
    String name,
    boolean promoted,
    String reason,
    @Nullable Long version,
    @Nullable String folder,
    @Nullable Boolean reused,
    VersionCheck.@Nullable Result check) {
  /** The file's name in the artifact. */
  static final String FILE = "publication.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static Publication keptBack(String name, String reason) {
    return new Publication(name, false, reason, null, null, null, null);
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  /** One line for the terminal, or two. */
  String sentence() {
    if (!promoted) {
      return "Kept back: " + reason + ".";
    }
    String published =
        "Published: %s is now version %d%s."
            .formatted(name, version, Boolean.TRUE.equals(reused) ? ", which was there" : "");
    return check == null
        ? published
        : published
            + String.format(
                Locale.ROOT,
                "%nServed in a fresh process: %d requests with %d pairs, largest difference from the export %.1e, %.0f ms at the median, %.0f ms at worst, %.0f ms the first.",
                check.requests(),
                check.pairs(),
                check.largestDifference(),
                check.medianMillis(),
                check.worstMillis(),
                check.firstMillis());
  }
}
