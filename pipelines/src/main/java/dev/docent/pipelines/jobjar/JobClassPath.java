package dev.docent.pipelines.jobjar;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a job brings along: a class path without what the cluster has. */
final class JobClassPath {
  /**
   * Flink gives its own classes, those of its interface (Kryo) and the logging to every job; a
   * second copy is dead weight at best.
   */
  static final Pattern PROVIDED =
      Pattern.compile(
          "(flink|slf4j|log4j|logback|kryo|minlog|objenesis|chill-java|async-profiler)-.*[.]jar");

  /**
   * What a driver tells of itself, and its Kubernetes client, which are no business of a job's;
   * Beam keeps OpenTelemetry's API.
   */
  static final Pattern DRIVERS =
      Pattern.compile(
          "(kubernetes|zjsonpatch|prometheus-metrics|opentelemetry-(sdk|exporter|common)|okhttp|okio|kotlin-stdlib)[.-].*[.]jar");

  private JobClassPath() {}

  static List<Path> ofThisJvm() {
    return of(System.getProperty("java.class.path"));
  }

  static List<Path> of(String classPath) {
    return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(entry -> isBrought(entry.getFileName().toString()))
        .toList();
  }

  private static boolean isBrought(String name) {
    return !PROVIDED.matcher(name).matches() && !DRIVERS.matcher(name).matches();
  }
}
