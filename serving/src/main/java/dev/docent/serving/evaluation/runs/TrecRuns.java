package dev.docent.serving.evaluation.runs;

import dev.docent.records.UserException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * TREC run files, one line a result: {@code qid Q0 docid rank score tag}. The fields are parted by
 * white space, so white space in an id is written as {@code _}.
 */
public final class TrecRuns {
  private static final Pattern WHITE = Pattern.compile("\\s+");
  private static final int FIELDS = 6;

  private TrecRuns() {}

  /** Writes a run, ranks from 1. */
  public static void write(Run run, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, List<RunEntry>> query : run.rankings().entrySet()) {
        int rank = 0;
        for (RunEntry entry : query.getValue()) {
          rank++;
          out.write(id(query.getKey()) + " Q0 " + id(entry.document()) + " " + rank);
          out.write(" " + entry.score() + " " + run.name() + "\n");
        }
      }
    }
  }

  /**
   * Reads a run. As with trec_eval, scores alone make the order.
   *
   * @throws UserException if a line is no result; the message names file and line
   */
  public static Run read(Path file) throws IOException {
    Map<String, List<RunEntry>> rankings = new LinkedHashMap<>();
    String name = "";
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String[] fields = WHITE.split(line.strip());
        if (fields.length != FIELDS) {
          throw new UserException(
              "%s, line %d: has %d fields; a result has six: qid Q0 docid rank score tag"
                  .formatted(file, number, fields.length));
        }
        rankings
            .computeIfAbsent(fields[0], q -> new ArrayList<>())
            .add(new RunEntry(fields[2], score(fields[4], file, number)));
        name = fields[5];
      }
    }
    if (rankings.isEmpty()) {
      throw new UserException("the run '%s' has no results".formatted(file));
    }
    rankings.values().forEach(entries -> entries.sort(Run.TREC_ORDER));
    return new Run(name, rankings);
  }

  /** An id as the run files and the judgements beside them have it. */
  public static String id(String id) {
    return WHITE.matcher(id).replaceAll("_");
  }

  private static float score(String text, Path file, int number) {
    try {
      float score = Float.parseFloat(text);
      if (Float.isFinite(score)) {
        return score;
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number that isn't finite.
    }
    throw new UserException(
        "%s, line %d: the score is '%s'; it must be a number".formatted(file, number, text));
  }
}
