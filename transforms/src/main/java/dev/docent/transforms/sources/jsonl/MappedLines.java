package dev.docent.transforms.sources.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.RawPages;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.api.ApiDescription;
import dev.docent.transforms.sources.api.ItemReader;
import java.io.IOException;
import java.io.InputStream;

/** Lines of JSON whose fields a mapping names, as those of an API's items. */
final class MappedLines {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String place;
  private final ApiDescription mapping;
  private final long maxPageBytes;

  MappedLines(String place, ApiDescription mapping, long maxPageBytes) {
    this.place = place;
    this.mapping = mapping;
    this.maxPageBytes = maxPageBytes;
  }

  /** Reads all lines; a bad one becomes a dead letter whose id is {@code line N}. */
  void read(InputStream lines, ListingSink sink) throws IOException {
    ItemReader items = new ItemReader(mapping, Span.ALWAYS, maxPageBytes, sink);
    new JsonlLines(place, maxPageBytes)
        .forEach(
            lines,
            sink,
            (name, line) -> {
              try {
                items.read(JSON.readTree(line), null, name);
              } catch (JsonProcessingException e) {
                sink.deadLetter(RawPages.deadLetter(name, "bad-json", e.getOriginalMessage()));
              }
            });
  }
}
