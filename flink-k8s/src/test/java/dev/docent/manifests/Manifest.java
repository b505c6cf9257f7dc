package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One rendered object. */
record Manifest(JsonNode body) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static List<Manifest> parse(String yaml) throws IOException {
    List<Manifest> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        all.add(new Manifest(documents.next()));
      }
    }
    return all;
  }

  String kind() {
    return body.path("kind").asText();
  }

  String apiVersion() {
    return body.path("apiVersion").asText();
  }

  String name() {
    return body.at("/metadata/name").asText();
  }

  /** Empty for what belongs to no namespace. */
  String namespace() {
    return body.at("/metadata/namespace").asText();
  }

  /** How a flaw names it. */
  String id() {
    return kind() + "/" + name();
  }

  JsonNode spec() {
    return body.path("spec");
  }

  boolean is(String... kinds) {
    return List.of(kinds).contains(kind());
  }
}
