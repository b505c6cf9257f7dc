package dev.docent.records.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of the JVM that the launcher gives for a kind of log, read from the launcher. */
final class LauncherLogging {
  private LauncherLogging() {}

  static List<String> options(String log) throws IOException {
    String launcher =
        Files.readString(Path.of(System.getProperty("docent.root")).resolve("docent"));
    Matcher branch =
        Pattern.compile("(?m)^ *" + log + "\\) +logging=\\(([^)]*)\\)").matcher(launcher);
    if (!branch.find()) {
      throw new IOException("the launcher knows no DOCENT_LOG=" + log);
    }
    return Pattern.compile("\\S+")
        .matcher(branch.group(1))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
