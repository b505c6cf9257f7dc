package dev.docent.serving.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.search.Passage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
  private static final Passage PASSAGE =
      new Passage(
          "an \"okapi\" \u4e2d \ud83d\ude00 \u0001",
          List.of(new Passage.Highlight(4, 9), new Passage.Highlight(11, 12)),
          true,
          false);
  private static final Passage PLAIN = new Passage("plain", List.of(), false, true);

  private static SearchAnswer answer(
      String text, SearchAnswer.ModelScore score, SearchAnswer.Explanation explanation) {
    SearchAnswer.Hit hit =
        new SearchAnswer.Hit(
            3,
            "a#b",
            List.of(PLAIN, PASSAGE),
            text,
            PASSAGE,
            -1.25e-7,
            new SearchAnswer.Bm25(7, 0.1f),
            score,
            explanation);
    return new SearchAnswer(
        "a \"query\"",
        10,
        20,
        3,
        1.5,
        new SearchAnswer.RankedBy("fused", text, new SearchAnswer.ModelName("docent", 7), 4, 20),
        text,
        new SearchAnswer.Facets(
            List.of(new SearchAnswer.Facet("1", "apes", 2)), List.of(), List.of()),
        List.of(
            new SearchAnswer.Result(
                1, new SearchAnswer.ArticleHead("a", PASSAGE, text, text), hit, List.of(hit)),
            new SearchAnswer.Result(
                2, new SearchAnswer.ArticleHead("b", PLAIN, null, null), hit, List.of())));
  }

  private static void same(SearchAnswer answer) throws Exception {
    byte[] bound = new ObjectMapper().writeValueAsBytes(answer);
    assertEquals(
        new String(bound, StandardCharsets.UTF_8),
        new String(AnswerJson.bytes(answer), StandardCharsets.UTF_8));
  }

  @Test
  void isWhatTheBindingWrites() throws Exception {
    SearchAnswer.Explanation explanation =
        new SearchAnswer.Explanation(
            List.of(new SearchAnswer.Word("Okapis", "okapi", 1.5f)),
            null,
            Map.of("bm25", new SearchAnswer.Share(1f, 0.5, 0.3)));
    same(answer("text", new SearchAnswer.ModelScore(0.25f), explanation));
  }

  @Test
  void saysNullWhereTheBindingDoes() throws Exception {
    SearchAnswer answer = answer(null, null, null);
    same(answer);
    String json = new String(AnswerJson.bytes(answer), StandardCharsets.UTF_8);
    assertTrue(json.contains("\"suggestion\":null") && json.contains("\"model\":null"), json);
  }
}
