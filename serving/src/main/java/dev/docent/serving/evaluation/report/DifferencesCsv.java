package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.Differences;
import dev.docent.serving.evaluation.comparison.Measured;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code differences.csv}: every query with its MRR@10, the greatest loss first. */
public final class DifferencesCsv {
  /** The file's name. */
  public static final String FILE = "differences.csv";

  private DifferencesCsv() {}

  /** Writes what a ranker gains and loses by query against another. */
  public static void write(Comparison comparison, Measured ranker, Measured rival, Path file)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      row(
          out,
          List.of(
              "query",
              "kind",
              "group",
              "topic",
              rival.name(),
              ranker.name(),
              "difference",
              "text"));
      for (Differences.Difference one : Differences.of(comparison, ranker, rival)) {
        Integer topic = one.query().topic();
        row(
            out,
            List.of(
                one.query().id(),
                one.query().kind(),
                one.query().group(),
                topic == null ? "" : topic.toString(),
                Double.toString(one.rival()),
                Double.toString(one.ranker()),
                Double.toString(one.value()),
                one.query().text()));
      }
    }
  }

  /** As RFC 4180 has it. */
  private static void row(BufferedWriter out, List<String> cells) throws IOException {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
      quoted.add(plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
    }
    out.write(String.join(",", quoted) + "\r\n");
  }
}
