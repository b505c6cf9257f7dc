package dev.docent.pipelines.jobjar;

import dev.docent.records.workspace.DocentCache;
import dev.docent.records.workspace.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The jar that goes to a Flink cluster with a job: the pipelines' code and libraries, without
 * Flink's. Made once for a build and kept in the cache; sending the jars one by one instead took
 * three seconds more for each job.
 */
public final class JobJar {
  private static final int DIGITS = 16;

  private JobJar() {}

  /** The jar of this JVM's class path, made where there is none. */
  public static Path ofThisJvm() throws IOException {
    List<Path> sources = JobClassPath.ofThisJvm();
    Path jar =
        DocentCache.folder("job-jars")
            .resolve("docent-job-" + identity(sources).substring(0, DIGITS) + ".jar");
    if (Files.exists(jar)) {
      // The cache forgets what was not used for long.
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    } else {
      make(sources, jar);
    }
    return jar;
  }

  /** Merges the sources; the jar is there whole or not at all. Gives what the merge met. */
  static List<JarMerge.Conflict> make(List<Path> sources, Path jar) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    Path unfinished = jar.resolveSibling("." + jar.getFileName() + "." + UUID.randomUUID());
    try {
      List<JarMerge.Conflict> conflicts;
      try (JarMerge merge = new JarMerge(unfinished)) {
        for (Path source : sources) {
          merge.add(source);
        }
        conflicts = merge.conflicts();
      }
      Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
      return conflicts;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Of names, sizes and times: reading a hundred megabytes for each job would cost a second. */
  private static String identity(List<Path> sources) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path source : sources) {
      text.append(source).append(' ');
      if (Files.isDirectory(source)) {
        try (var walk = Files.walk(source)) {
          for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
            append(text, file);
          }
        }
      } else {
        append(text, source);
      }
    }
    return Hashes.sha256(text.toString());
  }

  private static void append(StringBuilder text, Path file) throws IOException {
    text.append(file)
        .append(' ')
        .append(Files.size(file))
        .append(' ')
        .append(Files.getLastModifiedTime(file))
        .append('\n');
  }
}
