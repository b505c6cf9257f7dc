package dev.docent.transforms.sources.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.transforms.sources.Gathered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeirCorpusTest {
  private static final long LIMIT = 2000;

  private final Gathered gathered = new Gathered();

  @Test
  void corpusGivesDocumentsAndNamesBadLines() throws IOException {
    String corpus =
        """
        \uFEFF{"_id": "d1", "title": "T", "text": "one", "metadata": {"url": "https://a.b/c"}}
        {"_id": 2, "text": "two"}

        {"_id": "d3", "text": "cut
        {"title": "no id", "text": "x"}
        {"_id": "d4", "title": "no text"}
        [1]
        {"_id": "d1", "text": "again"}
        {"_id": "d9", "text": "%s"}
        {"_id": "en/a.html#b", "title": "", "text": ""}"""
            .formatted("x".repeat((int) LIMIT));
    new BeirCorpus("", LIMIT)
        .read(new ByteArrayInputStream(corpus.getBytes(StandardCharsets.UTF_8)), gathered);
    assertEquals(List.of("d1", "2", "en/a.html#b"), gathered.ids());
    assertEquals("https://a.b/c", gathered.pages.get(0).getUrl());
    assertEquals("text/plain", gathered.pages.get(0).getContentType());
    assertEquals(
        List.of(
            "line 4 bad-json",
            "line 5 bad-document",
            "line 6 bad-document",
            "line 7 bad-document",
            "line 8 duplicate-id",
            "line 9 too-large"),
        gathered.reasons());
  }
}
