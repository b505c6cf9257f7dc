package dev.docent.serving.evaluation.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class BeirFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    put(
        "corpus.jsonl",
        """
        {"_id": "d1", "title": "Pods", "text": "A pod is small.", "metadata": {"x": 1}}
        {"_id": "d2", "text": "No title."}

        {"_id": "d3", "title": null, "text": ""}
        """);
    put(
        "queries.jsonl",
        """
        {"_id": "q1", "text": "what is a pod"}
        {"_id": "q2", "text": "not judged"}
        {"_id": "q3", "text": "only zeros"}
        """);
    put("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq3\td1\t0\n");
  }

  @Test
  void readsDocumentsInTheirOrder() throws IOException {
    List<BeirDocument> documents = new ArrayList<>();
    assertEquals(3, BeirFolder.open(folder).forEachDocument(documents::add));
    assertEquals(
        List.of(
            new BeirDocument("d1", "Pods", "A pod is small."),
            new BeirDocument("d2", "", "No title."),
            new BeirDocument("d3", "", "")),
        documents);
  }

  @Test
  void keepsTheQueriesThatHaveARelevantDocument() throws IOException {
    assertEquals(
        List.of(new JudgedQuery("q1", "what is a pod", "judged", Map.of("d1", 2, "d2", 0))),
        BeirFolder.open(folder).queries());
  }

  @Test
  void judgementsAreReadWithoutAHeaderToo() throws IOException {
    put("qrels/test.tsv", "q1\td1\t1\r\n");
    assertEquals(Map.of("d1", 1), BeirFolder.open(folder).queries().get(0).grades());
  }

  @Test
  void namesTheFileThatIsMissing() throws IOException {
    Files.delete(folder.resolve("qrels/test.tsv"));
    fails(() -> BeirFolder.open(folder), "has no qrels/test.tsv");
  }

  @Test
  void namesTheLineOfAFault() throws IOException {
    BeirFolder beir = BeirFolder.open(folder);
    Executable documents = () -> beir.forEachDocument(document -> {});
    put("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"x\"}\n{\"_id\": \n");
    fails(documents, "corpus.jsonl, line 2: is no JSON");
    put("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"x\"}\n[1]\n");
    fails(documents, "line 2: must be a JSON object");
    put("corpus.jsonl", "{\"_id\": \"d1\"}\n");
    fails(documents, "line 1: 'text' is missing; it must be a text");
    put("corpus.jsonl", "{\"_id\": \" \", \"text\": \"\"}\n");
    fails(documents, "line 1: '_id' is blank");
    put("corpus.jsonl", "{\"_id\": \"d1\", \"text\": [\"x\"]}\n");
    fails(documents, "line 1: 'text' is [\"x\"]");
    put("corpus.jsonl", "{\"_id\":\"a\",\"text\":\"x\"}\n{\"_id\":\"a\",\"text\":\"y\"}\n");
    fails(documents, "line 2: the _id 'a' stands in an earlier line");
    put("corpus.jsonl", "\n");
    fails(documents, "has no documents");
    Files.write(
        folder.resolve("corpus.jsonl"),
        "{\"_id\": \"d\u00fc\", \"text\": \"x\"}".getBytes(StandardCharsets.ISO_8859_1));
    fails(documents, "not UTF-8");
  }

  @Test
  void refusesALineThatWouldFillTheMemory() throws IOException {
    put("corpus.jsonl", "x".repeat(JsonLines.MAX_LINE_CHARS + 1));
    fails(
        () -> BeirFolder.open(folder).forEachDocument(document -> {}),
        "line 1: is longer than 16777216 characters");
  }

  @Test
  void namesTheLineOfABadJudgement() throws IOException {
    Executable queries = () -> BeirFolder.open(folder).queries();
    put("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 d1 1\n");
    fails(queries, "line 2: is 'q1 d1 1'; a judgement has three fields");
    put("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\thigh\n");
    fails(queries, "line 2: the score is 'high'");
    put("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td1\t2\n");
    fails(queries, "line 3: query 'q1' and document 'd1' have score 2, and 1 in an earlier line");
    put("qrels/test.tsv", "query-id\tcorpus-id\tscore\nother\td1\t1\n");
    fails(queries, "no query of");
  }

  @Test
  void writesJudgementsThatItReadsAgain() throws IOException {
    List<JudgedQuery> queries = BeirFolder.open(folder).queries();
    Path file = folder.resolve("out.tsv");
    Qrels.write(queries, file);
    assertEquals(Map.of("q1", Map.of("d1", 2, "d2", 0)), Qrels.read(file));
  }

  @Test
  void aSampleKeepsTheOrderAndGrowsWithItsLimit() {
    List<JudgedQuery> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(new JudgedQuery("q" + i, "text", "judged", Map.of("d", 1)));
    }
    List<JudgedQuery> ten = QuerySample.of(all, 10, 17);
    List<JudgedQuery> twenty = QuerySample.of(all, 20, 17);
    assertEquals(10, ten.size());
    assertTrue(twenty.containsAll(ten));
    assertEquals(all.stream().filter(ten::contains).toList(), ten);
    assertTrue(!ten.equals(QuerySample.of(all, 10, 18)));
    assertEquals(all, QuerySample.of(all, 0, 17));
    assertEquals(all, QuerySample.of(all, 50, 17));
    assertThrows(IllegalArgumentException.class, () -> QuerySample.of(all, -1, 17));
  }

  private void put(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static void fails(Executable work, String part) {
    String message = assertThrows(UserException.class, work).getMessage();
    assertTrue(message.contains(part), message);
  }
}
