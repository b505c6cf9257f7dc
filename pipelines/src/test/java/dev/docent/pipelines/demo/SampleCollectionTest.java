package dev.docent.pipelines.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.Article;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import dev.docent.records.text.PassageTitle;
import dev.docent.records.workspace.Hashes;
import dev.docent.transforms.articles.ArticleParser;
import dev.docent.transforms.articles.ParseOutcome;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample's collection judges the very sections that the parser makes of its articles. */
class SampleCollectionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLE =
      Path.of(System.getProperty("docent.root")).resolve("pipelines/sample");
  private static final Path COLLECTION = SAMPLE.resolve("collection");

  /** Run with {@code -Ddocent.write=true} to write the corpus anew. */
  @Test
  void theCorpusHoldsTheSectionsOfTheArticles() throws Exception {
    StringBuilder corpus = new StringBuilder();
    for (Article article : articles()) {
      for (Section section : article.getSections()) {
        corpus.append(line(article, section)).append('\n');
      }
    }
    Path file = COLLECTION.resolve("corpus.jsonl");
    if (Boolean.getBoolean("docent.write")) {
      Files.writeString(file, corpus);
    }
    assertEquals(corpus.toString(), Files.readString(file));
  }

  @Test
  void everyJudgedSectionExistsAndEveryQueryHasABest() throws Exception {
    Set<String> sections = new HashSet<>();
    articles().forEach(a -> a.getSections().forEach(s -> sections.add(s.getId())));
    Set<String> queries = new TreeSet<>();
    for (String line : Files.readAllLines(COLLECTION.resolve("queries.jsonl"))) {
      queries.add(JSON.readTree(line).get("_id").asText());
    }
    Set<String> withBest = new TreeSet<>();
    List<String> judgements = Files.readAllLines(COLLECTION.resolve("qrels/test.tsv"));
    assertEquals("query-id\tcorpus-id\tscore", judgements.get(0));
    for (String judgement : judgements.subList(1, judgements.size())) {
      String[] cells = judgement.split("\t", -1);
      assertTrue(sections.contains(cells[1]), "no section " + cells[1]);
      if (cells[2].equals("2")) {
        withBest.add(cells[0]);
      }
    }
    assertEquals(60, queries.size());
    assertEquals(queries, withBest);
  }

  private static String line(Article article, Section section) throws Exception {
    List<String> text = new ArrayList<>();
    text.add(section.getText());
    text.addAll(section.getCode());
    Map<String, String> document = new LinkedHashMap<>();
    document.put("_id", section.getId());
    document.put("title", PassageTitle.of(article.getTitle(), section.getHeadingPath()));
    document.put("text", String.join("\n", text).strip());
    return JSON.writeValueAsString(document);
  }

  private static List<Article> articles() throws Exception {
    Path folder = SAMPLE.resolve("articles");
    ArticleParser parser = new ArticleParser(80, 1);
    List<Article> articles = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".html")).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        RawPage page =
            new RawPage(
                folder.relativize(file).toString(),
                null,
                null,
                "text/html",
                null,
                ByteBuffer.wrap(content),
                Hashes.sha256(content),
                Instant.EPOCH,
                null,
                null,
                List.of());
        articles.add(((ParseOutcome.Parsed) parser.parse(page)).article());
      }
    }
    assertEquals(48, articles.size());
    return articles;
  }
}
