package dev.docent.serving.evaluation.collection;

import dev.docent.records.UserException;
import dev.docent.serving.evaluation.runs.TrecRuns;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judgements as BEIR has them: a header, then {@code query-id TAB corpus-id TAB score}. */
public final class Qrels {
  private static final String HEADER = "query-id\tcorpus-id\tscore";
  private static final int MAX_LINES = 50_000_000;

  private Qrels() {}

  /**
   * Reads a file: grades by query and document, in the order of the file.
   *
   * @throws UserException if a line is no judgement, or contradicts an earlier one
   */
  public static Map<String, Map<String, Integer>> read(Path file) throws IOException {
    Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (number > MAX_LINES) {
          throw new UserException(
              "%s has more than %d lines, which is more than is taken".formatted(file, MAX_LINES));
        }
        if (line.isBlank() || (number == 1 && isHeader(line))) {
          continue;
        }
        add(grades, line, file, number);
      }
    }
    return grades;
  }

  /** Writes the judgements of queries, documents in the order of their ids. */
  public static void write(List<JudgedQuery> queries, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(HEADER + "\n");
      for (JudgedQuery query : queries) {
        for (Map.Entry<String, Integer> grade : new TreeMap<>(query.grades()).entrySet()) {
          out.write(TrecRuns.id(query.id()) + "\t" + TrecRuns.id(grade.getKey()));
          out.write("\t" + grade.getValue() + "\n");
        }
      }
    }
  }

  private static boolean isHeader(String line) {
    return line.strip().split("\\s+")[0].equals("query-id");
  }

  private static void add(
      Map<String, Map<String, Integer>> grades, String line, Path file, int number) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 3 || fields[0].isBlank() || fields[1].isBlank()) {
      throw new UserException(
          "%s, line %d: is '%s'; a judgement has three fields parted by tabs: query-id, corpus-id, score"
              .formatted(file, number, line));
    }
    int grade;
    try {
      grade = Integer.parseInt(fields[2].strip());
    } catch (NumberFormatException e) {
      throw new UserException(
          "%s, line %d: the score is '%s'; it must be a whole number, 1 or more for a relevant document"
              .formatted(file, number, fields[2]),
          e);
    }
    Integer before =
        grades.computeIfAbsent(fields[0], q -> new LinkedHashMap<>()).put(fields[1], grade);
    if (before != null && before != grade) {
      throw new UserException(
          "%s, line %d: query '%s' and document '%s' have score %d, and %d in an earlier line"
              .formatted(file, number, fields[0], fields[1], grade, before));
    }
  }
}
