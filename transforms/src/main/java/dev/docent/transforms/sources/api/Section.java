package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document whose values are read by type; what is wrong is gathered. */
final class Section {
  private final JsonNode node;
  private final String prefix;
  private final String name;
  private final List<String> problems;

  private Section(JsonNode node, String prefix, String name, List<String> problems) {
    this.node = node;
    this.prefix = prefix;
    this.name = name;
    this.problems = problems;
  }

  static Section root(JsonNode node, String name) {
    return new Section(node, "", name, new ArrayList<>());
  }

  /** A part, and a problem if it has other names than these. */
  Section section(String key, List<String> valid) {
    JsonNode value = node.path(key);
    if (!value.isObject() && !value.isMissingNode()) {
      problem("%s must hold %s".formatted(key, String.join(", ", valid)));
      value = MissingNode.getInstance();
    }
    Section section = new Section(value, key + ".", name, problems);
    section.only(valid);
    return section;
  }

  void only(List<String> valid) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!valid.contains(key)) {
                problem(
                    "unknown '%s%s'; did you mean '%s'? Valid: %s"
                        .formatted(prefix, key, Nearest.to(key, valid), String.join(", ", valid)));
              }
            });
  }

  boolean absent() {
    return node.isMissingNode();
  }

  void problem(String text) {
    problems.add(name + ": " + text);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException if anything was wrong
   */
  void report() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  @Nullable String textOrNull(String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      problem("%s%s must be a single value".formatted(prefix, key));
      return null;
    }
    return value.asText();
  }

  String text(String key, String otherwise) {
    String value = textOrNull(key);
    return value == null ? otherwise : value;
  }

  String oneOf(String key, String otherwise, List<String> valid) {
    String value = text(key, otherwise);
    if (valid.contains(value)) {
      return value;
    }
    problem(
        "%s%s is '%s'; must be one of %s".formatted(prefix, key, value, String.join(", ", valid)));
    return otherwise;
  }

  @Nullable Pointer pointer(String key) {
    String value = textOrNull(key);
    try {
      return value == null ? null : new Pointer(value);
    } catch (IllegalArgumentException e) {
      problem("%s%s is '%s'; %s".formatted(prefix, key, value, e.getMessage()));
      return null;
    }
  }

  long number(String key, long otherwise, long least) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < least) {
      problem(
          "%s%s is '%s'; must be a whole number, at least %d"
              .formatted(prefix, key, value.asText(), least));
      return otherwise;
    }
    return value.asLong();
  }

  boolean flag(String key, boolean otherwise) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problem("%s%s is '%s'; must be true or false".formatted(prefix, key, value.asText()));
    }
    return value.isBoolean() ? value.asBoolean() : otherwise;
  }

  List<Integer> numbers(String key) {
    List<Integer> all = new ArrayList<>();
    JsonNode value = node.path(key);
    for (JsonNode one : value.isArray() ? value : value.isMissingNode() ? value : List.of(value)) {
      if (one.isInt()) {
        all.add(one.asInt());
      } else {
        problem("%s%s must be numbers such as [400, 404]".formatted(prefix, key));
      }
    }
    return all;
  }

  Map<String, String> texts(String key) {
    Map<String, String> all = new LinkedHashMap<>();
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isObject()) {
      problem("%s must hold values by name".formatted(key));
    }
    value.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
    return all;
  }
}
