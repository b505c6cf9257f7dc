package dev.docent.serving.web;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.search.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes answers as Jackson's binding of {@link SearchAnswer} does, field by field: an answer has
 * some thousand values, and to find out how each is written costs more than to write it.
 */
final class AnswerJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USUAL_LENGTH = 1 << 14;

  private final JsonGenerator out;

  private AnswerJson(JsonGenerator out) {
    this.out = out;
  }

  /** In UTF-8. */
  static byte[] bytes(SearchAnswer answer) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_LENGTH)) {
      try (JsonGenerator out = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
        new AnswerJson(out).answer(answer);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(SearchAnswer answer) throws IOException {
    out.writeStartObject();
    out.writeStringField("query", answer.query());
    out.writeNumberField("from", answer.from());
    out.writeNumberField("size", answer.size());
    out.writeNumberField("total", answer.total());
    out.writeNumberField("tookMillis", answer.tookMillis());
    out.writePOJOField("ranking", answer.ranking());
    out.writeStringField("suggestion", answer.suggestion());
    out.writePOJOField("facets", answer.facets());
    out.writeArrayFieldStart("results");
    for (SearchAnswer.Result result : answer.results()) {
      result(result);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void result(SearchAnswer.Result result) throws IOException {
    out.writeStartObject();
    out.writeNumberField("rank", result.rank());
    SearchAnswer.ArticleHead article = result.article();
    out.writeObjectFieldStart("article");
    out.writeStringField("id", article.id());
    passage("title", article.title());
    out.writeStringField("url", article.url());
    out.writeStringField("published", article.published());
    out.writeEndObject();
    out.writeFieldName("section");
    hit(result.section());
    out.writeArrayFieldStart("more");
    for (SearchAnswer.Hit hit : result.more()) {
      hit(hit);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void hit(SearchAnswer.Hit hit) throws IOException {
    out.writeStartObject();
    out.writeNumberField("rank", hit.rank());
    out.writeStringField("id", hit.id());
    out.writeArrayFieldStart("headings");
    for (Passage heading : hit.headings()) {
      passage(heading);
    }
    out.writeEndArray();
    out.writeStringField("link", hit.link());
    passage("passage", hit.passage());
    out.writeNumberField("score", hit.score());
    out.writeObjectFieldStart("bm25");
    out.writeNumberField("rank", hit.bm25().rank());
    out.writeNumberField("score", hit.bm25().score());
    out.writeEndObject();
    out.writePOJOField("model", hit.model());
    if (hit.explanation() != null) {
      out.writePOJOField("explanation", hit.explanation());
    }
    out.writeEndObject();
  }

  private void passage(String name, Passage passage) throws IOException {
    out.writeFieldName(name);
    passage(passage);
  }

  private void passage(Passage passage) throws IOException {
    out.writeStartObject();
    out.writeStringField("text", passage.text());
    out.writeArrayFieldStart("highlights");
    for (Passage.Highlight highlight : passage.highlights()) {
      out.writeStartObject();
      out.writeNumberField("start", highlight.start());
      out.writeNumberField("end", highlight.end());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("cutBefore", passage.cutBefore());
    out.writeBooleanField("cutAfter", passage.cutAfter());
    out.writeEndObject();
  }
}
