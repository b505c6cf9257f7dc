package dev.docent.records.workspace;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where copies are kept of what can be made or fetched again: {@code DOCENT_CACHE}, else {@code
 * ~/.cache/docent}.
 */
public final class DocentCache {
  /** The environment variable that names another folder. */
  public static final String VARIABLE = "DOCENT_CACHE";

  /** The environment variable that limits the copies of workspaces, in bytes. */
  public static final String LIMIT_VARIABLE = "DOCENT_CACHE_BYTES";

  private static final long LIMIT_BYTES = 20L << 30;

  private DocentCache() {}

  public static Path root() {
    return root(System.getenv(VARIABLE), System.getProperty("user.home"));
  }

  /** A folder of the cache, made where there is none. */
  public static Path folder(String name) throws IOException {
    return Files.createDirectories(root().resolve(name));
  }

  /**
   * How many bytes the copies of workspaces may take.
   *
   * @throws UserException if the variable holds no number
   */
  static long limit() {
    return limit(System.getenv(LIMIT_VARIABLE));
  }

  static long limit(@Nullable String variable) {
    if (variable == null || variable.isBlank()) {
      return LIMIT_BYTES;
    }
    if (!variable.matches("[0-9]{1,18}")) {
      throw new UserException(
          "%s is '%s'; it must be a whole number of bytes, such as 15000000000"
              .formatted(LIMIT_VARIABLE, variable));
    }
    return Long.parseLong(variable);
  }

  static Path root(@Nullable String variable, String home) {
    return variable == null || variable.isBlank()
        ? Path.of(home, ".cache", "docent")
        : Path.of(variable).toAbsolutePath();
  }
}
