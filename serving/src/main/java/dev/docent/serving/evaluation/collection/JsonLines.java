package dev.docent.serving.evaluation.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.records.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of one JSON object a line; a fault is told with its line. */
final class JsonLines {
  /** Longer lines are no documents; they would fill the memory. */
  static final int MAX_LINE_CHARS = 16 << 20;

  /** As many documents or queries as are taken from one file. */
  static final int MAX_LINES = 5_000_000;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private JsonLines() {}

  /** Takes an object and the number of its line, 1 for the first. */
  @FunctionalInterface
  interface Visitor {
    void visit(JsonNode object, int line) throws IOException;
  }

  /**
   * Hands each object to a visitor; blank lines are passed over.
   *
   * @throws UserException if a line is no JSON object, or a limit is passed
   */
  static void forEach(Path file, Visitor visitor) throws IOException {
    int number = 0;
    StringBuilder buffer = new StringBuilder();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      while (readLine(in, buffer, file, number + 1)) {
        number++;
        if (number > MAX_LINES) {
          throw new UserException(
              "%s has more than %d lines, which is more than is taken".formatted(file, MAX_LINES));
        }
        String line = buffer.toString();
        if (!line.isBlank()) {
          visitor.visit(parse(line, file, number), number);
        }
      }
    } catch (MalformedInputException e) {
      throw new UserException(
          "%s, after line %d: the text is not UTF-8".formatted(file, number), e);
    }
  }

  /** A text field that must be there, and must not be blank where it is an id. */
  static String text(JsonNode object, String field, Path file, int line) {
    JsonNode value = object.get(field);
    if (value == null || !(value.isTextual() || value.isIntegralNumber())) {
      throw new UserException(
          "%s, line %d: '%s' is %s; it must be a text"
              .formatted(file, line, field, value == null ? "missing" : value));
    }
    if (field.equals("_id") && value.asText().isBlank()) {
      throw new UserException("%s, line %d: '_id' is blank".formatted(file, line));
    }
    return value.asText();
  }

  private static JsonNode parse(String line, Path file, int number) throws IOException {
    try {
      JsonNode node = JSON.readValue(line);
      if (node.isObject()) {
        return node;
      }
      throw new UserException(
          "%s, line %d: must be a JSON object, such as {\"_id\": \"1\", \"text\": \"...\"}"
              .formatted(file, number));
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s, line %d: is no JSON: %s".formatted(file, number, e.getOriginalMessage()), e);
    }
  }

  private static boolean readLine(BufferedReader in, StringBuilder line, Path file, int number)
      throws IOException {
    line.setLength(0);
    int c = in.read();
    if (c < 0) {
      return false;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == MAX_LINE_CHARS) {
        throw new UserException(
            "%s, line %d: is longer than %d characters".formatted(file, number, MAX_LINE_CHARS));
      }
      line.append((char) c);
    }
    return true;
  }
}
