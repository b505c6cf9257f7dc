package dev.docent.records.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code docent.yaml}: one section a stage, in it the stage's settings by name.
 *
 * <pre>
 * model-name: docs
 * topics:
 *   topics: 50
 * train:
 *   max-minutes: 10
 * </pre>
 *
 * <p>Settings that several commands have in common stand at the top, in no section.
 */
public final class ConfigFile {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Map<String, Map<String, String>> sections;
  private final Map<String, String> shared;

  private ConfigFile(Map<String, Map<String, String>> sections, Map<String, String> shared) {
    this.sections = sections;
    this.shared = shared;
  }

  public static ConfigFile empty() {
    return new ConfigFile(Map.of(), Map.of());
  }

  /**
   * Reads a file.
   *
   * @param validSections what sections there may be
   * @param validShared what settings there may be at the top
   * @throws UserException if it is not there, or is no YAML
   * @throws ConfigException if a section is unknown or is no map of plain values
   */
  public static ConfigFile read(
      Path file, Collection<String> validSections, Collection<String> validShared)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("--config: there is no file '%s'".formatted(file));
    }
    JsonNode root;
    try {
      root = YAML.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new UserException("%s is no valid YAML: %s".formatted(file, e.getMessage()), e);
    }
    List<String> problems = new ArrayList<>();
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> shared = new LinkedHashMap<>();
    if (root != null && !root.isNull() && !root.isMissingNode() && !root.isObject()) {
      throw new ConfigException(
          List.of("%s must have sections, such as 'topics:', not a single value".formatted(file)));
    }
    if (root != null) {
      for (var section : root.properties()) {
        if (validShared.contains(section.getKey())) {
          shared.putAll(values(file, root, section.getKey(), problems));
          continue;
        }
        if (!validSections.contains(section.getKey())) {
          problems.add(
              "%s: unknown section '%s'; did you mean '%s'? Valid: %s"
                  .formatted(
                      file,
                      section.getKey(),
                      Nearest.to(section.getKey(), validSections),
                      String.join(", ", validSections)));
        }
        sections.put(
            section.getKey(), values(file, section.getKey(), section.getValue(), problems));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new ConfigFile(sections, shared);
  }

  /**
   * The values of a settings record: those of its section, and those at the top that it shares.
   *
   * @throws ConfigException if the section holds what belongs at the top
   */
  public Map<String, String> values(String section, Class<? extends Record> settings) {
    Map<String, String> values = new LinkedHashMap<>(section(section));
    for (Settings.Declared declared : Settings.of(settings)) {
      String name = declared.name();
      if (declared.setting().shared()) {
        if (values.containsKey(name)) {
          throw ConfigException.of(
              "%s: '%s' is one setting for all; write it at the top of the file, in no section: '%s: %s'"
                  .formatted(section, name, name, values.get(name)));
        }
        if (shared.containsKey(name)) {
          values.put(name, shared.get(name));
        }
      }
    }
    return values;
  }

  /** The values of a section; empty where the file has none. */
  public Map<String, String> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  private static Map<String, String> values(
      Path file, JsonNode root, String name, List<String> problems) {
    JsonNode value = root.get(name);
    if (value.isValueNode() && !value.isNull()) {
      return Map.of(name, value.asText());
    }
    problems.add("%s: '%s' must be a single value".formatted(file, name));
    return Map.of();
  }

  private static Map<String, String> values(
      Path file, String section, JsonNode node, List<String> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    if (node.isNull()) {
      return values;
    }
    if (!node.isObject()) {
      problems.add("%s: '%s' must hold settings by name".formatted(file, section));
      return values;
    }
    for (var value : node.properties()) {
      if (value.getValue().isValueNode()) {
        values.put(value.getKey(), value.getValue().asText());
      } else {
        problems.add("%s: %s.%s must be a single value".formatted(file, section, value.getKey()));
      }
    }
    return values;
  }
}
