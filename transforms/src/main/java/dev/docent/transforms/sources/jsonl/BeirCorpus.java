package dev.docent.transforms.sources.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.RawPages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a BEIR collection: {@code corpus.jsonl}, one JSON object a line with {@code
 * _id}, {@code title} (may be absent) and {@code text}. See Thakur et al., BEIR (2021).
 */
final class BeirCorpus {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int SHOWN_CHARACTERS = 80;

  private final String place;
  private final long maxPageBytes;

  /**
   * A reader.
   *
   * @param place in front of a line's name in dead letters: empty, or a file's name and a blank
   */
  BeirCorpus(String place, long maxPageBytes) {
    this.place = place;
    this.maxPageBytes = maxPageBytes;
  }

  /** Reads all lines; a bad one becomes a dead letter whose id is {@code line N}. */
  void read(InputStream corpus, PageSink sink) throws IOException {
    Set<String> ids = new HashSet<>();
    new JsonlLines(place, maxPageBytes)
        .forEach(corpus, sink, (name, text) -> readDocument(name, text, ids, sink));
  }

  private static void readDocument(String name, String line, Set<String> ids, PageSink sink) {
    JsonNode document;
    try {
      document = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      sink.deadLetter(
          RawPages.deadLetter(name, "bad-json", e.getOriginalMessage() + ": " + shorten(line)));
      return;
    }
    String id = scalar(document.get("_id"));
    String text = scalar(document.get("text"));
    if (id == null || id.isBlank() || text == null) {
      sink.deadLetter(
          RawPages.deadLetter(
              name, "bad-document", "needs the fields _id and text: " + shorten(line)));
      return;
    }
    if (!ids.add(id)) {
      sink.deadLetter(
          RawPages.deadLetter(name, "duplicate-id", "_id '%s' came before".formatted(id)));
      return;
    }
    sink.page(
        RawPages.of(
            id,
            scalar(document.path("metadata").get("url")),
            scalar(document.get("title")),
            RawPages.PLAIN,
            "UTF-8",
            text.getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable String scalar(@Nullable JsonNode value) {
    return value != null && (value.isTextual() || value.isIntegralNumber()) ? value.asText() : null;
  }

  private static String shorten(String line) {
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
