package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads descriptions of APIs: YAML files, and presets of that form. */
public final class ApiDescriptions {
  public static final List<String> PRESETS = List.of("wordpress", "feed", "ghost");

  /** Settings of which a file's one takes the place of a preset's other. */
  private static final Map<String, String> ALTERNATIVES =
      Map.of("env", "file", "file", "env", "header", "parameter", "parameter", "header");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ApiDescriptions() {}

  /**
   * Reads a file, or a preset by its name.
   *
   * @throws UserException if it is neither, or no YAML
   * @throws ConfigException with all that is wrong in it
   */
  public static ApiDescription read(String fileOrPreset) {
    if (PRESETS.contains(fileOrPreset)) {
      return of(preset(fileOrPreset), "preset " + fileOrPreset);
    }
    Path file = Path.of(fileOrPreset);
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "--api '%s' is no file (looked in %s) and no preset; presets: %s"
              .formatted(fileOrPreset, Path.of("").toAbsolutePath(), String.join(", ", PRESETS)));
    }
    try {
      return parse(Files.readString(file), fileOrPreset);
    } catch (IOException e) {
      throw new UserException("--api '%s' can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Reads a description's YAML. */
  static ApiDescription parse(String yaml, String name) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s is no valid YAML: %s"
              .formatted(name, e.getOriginalMessage().replaceAll("[\\s^]+", " ").strip()),
          e);
    }
    if (!(root instanceof ObjectNode own)) {
      throw ConfigException.of("%s must hold settings such as 'items: /items'".formatted(name));
    }
    JsonNode preset = own.remove("preset");
    if (preset == null) {
      return of(own, name);
    }
    if (!PRESETS.contains(preset.asText())) {
      throw ConfigException.of(
          "%s: preset is '%s'; did you mean '%s'? Valid: %s"
              .formatted(
                  name,
                  preset.asText(),
                  Nearest.to(preset.asText(), PRESETS),
                  String.join(", ", PRESETS)));
    }
    return of(merge(preset(preset.asText()), own), name);
  }

  /** What the preset says, but where the file says otherwise; null takes a setting away. */
  private static ObjectNode merge(ObjectNode preset, ObjectNode own) {
    own.properties()
        .forEach(
            entry -> {
              JsonNode before = preset.get(entry.getKey());
              if (before instanceof ObjectNode a && entry.getValue() instanceof ObjectNode b) {
                ALTERNATIVES.forEach(
                    (one, other) -> {
                      if (b.has(one)) {
                        a.remove(other);
                      }
                    });
                merge(a, b);
              } else if (entry.getValue().isNull()) {
                preset.remove(entry.getKey());
              } else {
                preset.set(entry.getKey(), entry.getValue());
              }
            });
    return preset;
  }

  private static ObjectNode preset(String name) {
    try (InputStream in = ApiDescriptions.class.getResourceAsStream(name + ".yaml")) {
      return (ObjectNode) YAML.readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiDescription of(ObjectNode root, String name) {
    Section all = Section.root(root, name);
    Section fields = all.section("fields", Fields.NAMES);
    Section paging =
        all.section(
            "paging",
            List.of(
                "kind",
                "parameter",
                "first",
                "size-parameter",
                "size",
                "cursor",
                "total",
                "total-pages",
                "end-status"));
    Section window = all.section("window", List.of("since", "until", "format"));
    Section auth = all.section("auth", List.of("header", "parameter", "prefix", "env", "file"));
    Section limits = all.section("limits", List.of("items", "requests", "answer-bytes"));
    all.only(
        List.of(
            "items",
            "fields",
            "paging",
            "window",
            "query",
            "headers",
            "auth",
            "complete",
            "limits",
            "preset"));
    Pointer items = all.pointer("items");
    Fields mapped =
        new Fields(
            fields.pointer("id"),
            fields.pointer("url"),
            fields.pointer("title"),
            fields.pointer("html"),
            fields.pointer("text"),
            fields.pointer("published"),
            fields.pointer("updated"),
            fields.pointer("tags"),
            fields.pointer("deleted"));
    if (mapped.id() == null && mapped.url() == null) {
      all.problem("fields must map id or url, by which an article is known");
    }
    if (mapped.linksOnly() && mapped.url() == null) {
      all.problem("fields must map html or text, or url, from which the page is then fetched");
    }
    ApiDescription description =
        new ApiDescription(
            items == null ? new Pointer("") : items,
            mapped,
            paging(paging),
            window(window),
            all.texts("query"),
            all.texts("headers"),
            auth(auth),
            all.flag("complete", true),
            limits.number("items", 1_000_000, 1),
            limits.number("requests", 100_000, 1),
            limits.number("answer-bytes", 64L << 20, 1024));
    for (String header : description.headers().keySet()) {
      if (header.toLowerCase(Locale.ROOT).matches("(proxy-)?authorization|cookie|.*api-?key.*")) {
        all.problem(
            "headers must not hold '%s', whose value would be seen; give it by auth"
                .formatted(header));
      }
    }
    description
        .query()
        .forEach(
            (parameter, value) -> {
              if (SecretNames.likely(parameter, value)) {
                all.problem(
                    "query must not hold '%s', whose value would be seen; give it by auth, with parameter: %s"
                        .formatted(parameter, parameter));
              }
            });
    all.report();
    return description;
  }

  private static Paging paging(Section paging) {
    String kind = paging.oneOf("kind", "none", List.of("none", "page", "offset", "cursor", "link"));
    Pointer cursor = paging.pointer("cursor");
    if (kind.equals("cursor") && cursor == null) {
      paging.problem("paging.cursor must say where the next cursor stands in an answer");
    }
    boolean byPage = kind.equals("page");
    return new Paging(
        Paging.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        paging.text("parameter", byPage ? "page" : kind.equals("offset") ? "offset" : ""),
        paging.number("first", byPage ? 1 : 0, 0),
        paging.textOrNull("size-parameter"),
        (int) Math.min(paging.number("size", 100, 1), Integer.MAX_VALUE),
        cursor,
        paging.textOrNull("total"),
        paging.textOrNull("total-pages"),
        paging.numbers("end-status"));
  }

  private static WindowParameters window(Section window) {
    WindowParameters parameters =
        new WindowParameters(
            window.textOrNull("since"), window.textOrNull("until"), window.text("format", "iso"));
    try {
      parameters.format(Instant.EPOCH);
    } catch (IllegalArgumentException | DateTimeException e) {
      window.problem(
          "window.format is '%s'; must be iso, date, seconds, millis, or a pattern such as yyyy-MM-dd HH:mm:ss"
              .formatted(parameters.format()));
    }
    return parameters;
  }

  private static @Nullable Auth auth(Section auth) {
    if (auth.absent()) {
      return null;
    }
    String env = auth.textOrNull("env");
    String file = auth.textOrNull("file");
    if ((env == null) == (file == null)) {
      auth.problem(
          "auth must name one place of the token: env (an environment variable) or file (its path)");
    }
    if (env != null && !env.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      auth.problem("auth.env must be an environment variable's name, never the token itself");
    }
    String parameter = auth.textOrNull("parameter");
    String header = auth.textOrNull("header");
    if (parameter != null && header != null) {
      auth.problem("auth must send the token one way: by header or by parameter (of the URL)");
    }
    if (parameter == null && header == null) {
      header = "Authorization";
    }
    return new Auth(
        header,
        parameter,
        auth.text("prefix", "Authorization".equalsIgnoreCase(header) ? "Bearer " : ""),
        env,
        file);
  }
}
