package dev.docent.serving.web;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.search.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes answers as Jackson's binding of {@link SearchAnswer} does, field by field: an answer has
 * some thousand values, and to find out how each is written costs more than to write it.
 */
public final class AnswerJson {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());
  private static final int USUAL_LENGTH = 1 << 15;

  private final JsonGenerator out;

  private AnswerJson(JsonGenerator out) {
    this.out = out;
  }

  /** In UTF-8. */
  public static byte[] bytes(SearchAnswer answer) {
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
    ranking(answer.ranking());
    out.writeStringField("suggestion", answer.suggestion());
    out.writeObjectFieldStart("facets");
    facets("topics", answer.facets().topics());
    facets("years", answer.facets().years());
    facets("tags", answer.facets().tags());
    out.writeEndObject();
    out.writeArrayFieldStart("results");
    for (SearchAnswer.Result result : answer.results()) {
      result(result);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void ranking(SearchAnswer.RankedBy ranking) throws IOException {
    out.writeObjectFieldStart("ranking");
    out.writeStringField("method", ranking.method());
    out.writeStringField("reason", ranking.reason());
    out.writePOJOField("model", ranking.model());
    out.writeNumberField("scored", ranking.scored());
    out.writeNumberField("depth", ranking.depth());
    out.writeEndObject();
  }

  private void facets(String name, List<SearchAnswer.Facet> facets) throws IOException {
    out.writeArrayFieldStart(name);
    for (SearchAnswer.Facet facet : facets) {
      out.writeStartObject();
      out.writeStringField("value", facet.value());
      out.writeStringField("label", facet.label());
      out.writeNumberField("articles", facet.articles());
      out.writeEndObject();
    }
    out.writeEndArray();
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
