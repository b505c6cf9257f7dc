package dev.docent.serving.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.serving.index.SectionIndexWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A BEIR folder for tests: its documents in an index, its queries with their judgements. */
record JudgedQueries(Map<String, String> queries, Map<String, Set<String>> relevant) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static void index(Path folder, Path index) throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(index)) {
      for (JsonNode document : lines(folder.resolve("corpus.jsonl"))) {
        String id = document.get("_id").asText();
        Section section =
            Section.newBuilder()
                .setId(id)
                .setArticleId(id)
                .setPosition(0)
                .setLevel(1)
                .setHeadingPath(List.of())
                .setText(document.get("text").asText())
                .build();
        writer.add(
            Article.newBuilder()
                .setId(id)
                .setTitle(document.path("title").asText(""))
                .setSections(List.of(section))
                .build());
      }
      writer.commit();
    }
  }

  static JudgedQueries read(Path folder) throws IOException {
    Map<String, Set<String>> relevant = new HashMap<>();
    try (Stream<String> lines = Files.lines(folder.resolve("qrels/test.tsv"))) {
      lines
          .skip(1)
          .map(line -> line.split("\t"))
          .filter(fields -> Integer.parseInt(fields[2]) > 0)
          .forEach(
              fields -> relevant.computeIfAbsent(fields[0], q -> new HashSet<>()).add(fields[1]));
    }
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode query : lines(folder.resolve("queries.jsonl"))) {
      if (relevant.containsKey(query.get("_id").asText())) {
        queries.put(query.get("_id").asText(), query.get("text").asText());
      }
    }
    return new JudgedQueries(queries, relevant);
  }

  /** The mean of 1/rank of the first right result among ten. */
  double mrr(Function<String, List<String>> search) {
    double sum = 0;
    for (Map.Entry<String, String> query : queries.entrySet()) {
      List<String> found = search.apply(query.getValue());
      for (int i = 0; i < Math.min(10, found.size()); i++) {
        if (relevant.get(query.getKey()).contains(found.get(i))) {
          sum += 1.0 / (i + 1);
          break;
        }
      }
    }
    return sum / queries.size();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        nodes.add(JSON.readTree(line));
      }
    }
    return nodes;
  }
}
