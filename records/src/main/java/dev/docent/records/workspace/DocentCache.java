package dev.docent.records.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
   * Keeps the copies of workspaces below the limit, by forgetting what was not used for longest.
   */
  static void trim() throws IOException {
    String limit = System.getenv(LIMIT_VARIABLE);
    CacheLimit.keep(
        root().resolve("workspaces"),
        limit == null ? LIMIT_BYTES : Long.parseLong(limit),
        Instant.now());
  }

  static Path root(@Nullable String variable, String home) {
    return variable == null || variable.isBlank()
        ? Path.of(home, ".cache", "docent")
        : Path.of(variable).toAbsolutePath();
  }
}
