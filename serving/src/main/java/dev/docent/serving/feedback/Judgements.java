package dev.docent.serving.feedback;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.Feedback;
import dev.docent.records.FeedbackKind;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.collection.Qrels;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Feedback as judgements: a section that was called helpful for a query has grade 2, one that was
 * only opened 1. Queries that differ in case or blanks are one.
 */
public final class Judgements {
  private static final int CLICKED = 1;
  private static final int HELPFUL = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, int[]>> marks = new TreeMap<>();
  private int read;

  /**
   * Reads the files of a folder. One that a killed server left may end in the middle of a mark,
   * which is passed over.
   *
   * @param warnings told of files that are damaged otherwise
   */
  public static Judgements read(Path folder, Consumer<String> warnings) throws IOException {
    Judgements judgements = new Judgements();
    for (Path file : FeedbackStore.files(folder)) {
      try (DataFileReader<Feedback> reader =
          new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(Feedback.class))) {
        reader.forEach(judgements::add);
      } catch (AvroRuntimeException | IOException e) {
        warnings.accept("'%s' is damaged; what stands before that is used".formatted(file));
      }
    }
    return judgements;
  }

  void add(Feedback mark) {
    read++;
    String query = mark.getQuery().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    int[] counts =
        marks
            .computeIfAbsent(query, one -> new TreeMap<>())
            .computeIfAbsent(mark.getSectionId(), one -> new int[2]);
    counts[mark.getKind() == FeedbackKind.HELPFUL ? 1 : 0]++;
  }

  /** How many marks were read. */
  int read() {
    return read;
  }

  /**
   * The queries with what was marked for them.
   *
   * @param least marks that a section needs for a query, so that no single person's are judgements
   */
  List<JudgedQuery> queries(int least) {
    List<JudgedQuery> queries = new ArrayList<>();
    marks.forEach(
        (query, sections) -> {
          Map<String, Integer> grades = new LinkedHashMap<>();
          sections.forEach(
              (section, counts) -> {
                if (counts[0] + counts[1] >= least) {
                  grades.put(section, counts[1] > 0 ? HELPFUL : CLICKED);
                }
              });
          if (!grades.isEmpty()) {
            String id = "f" + (queries.size() + 1);
            queries.add(new JudgedQuery(id, query, JudgedQuery.JUDGED, grades));
          }
        });
    return queries;
  }

  /** Writes a BEIR folder without a corpus: {@code queries.jsonl} and {@code qrels/test.tsv}. */
  static void write(List<JudgedQuery> queries, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("qrels"));
    try (BufferedWriter out =
        Files.newBufferedWriter(folder.resolve("queries.jsonl"), StandardCharsets.UTF_8)) {
      for (JudgedQuery query : queries) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("_id", query.id());
        line.put("text", query.text());
        out.write(JSON.writeValueAsString(line));
        out.write("\n");
      }
    }
    Qrels.write(queries, folder.resolve("qrels/test.tsv"));
  }
}
