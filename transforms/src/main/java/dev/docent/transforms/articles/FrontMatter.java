package dev.docent.transforms.articles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The YAML block between {@code ---} lines at the start of a page that a static site generator
 * (Jekyll, Hugo) has yet to render, and the page's body after it.
 */
record FrontMatter(boolean present, JsonNode fields, String body) {
  private static final int MAX_CHARACTERS = 1 << 16;
  private static final Pattern OPENING = Pattern.compile("\\A\\s{0,100}---[ \\t]*\\r?\\n");
  private static final Pattern CLOSING = Pattern.compile("(?m)^---[ \\t]*\\r?$");
  private static final YAMLMapper YAML = new YAMLMapper();

  static FrontMatter split(String page) {
    Matcher opening = OPENING.matcher(page);
    if (!opening.find()) {
      return none(page);
    }
    Matcher closing = CLOSING.matcher(page);
    int limit = Math.min(page.length(), opening.end() + MAX_CHARACTERS);
    if (!closing.region(opening.end(), limit).find()) {
      return none(page);
    }
    String body = page.substring(closing.end());
    return new FrontMatter(true, read(page.substring(opening.end(), closing.start())), body);
  }

  private static FrontMatter none(String page) {
    return new FrontMatter(false, MissingNode.getInstance(), page);
  }

  /** Broken YAML gives no fields: the page itself is still of use. */
  private static JsonNode read(String yaml) {
    try {
      JsonNode fields = YAML.readTree(yaml);
      return fields == null ? MissingNode.getInstance() : fields;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A field's text, null where it is absent or blank. */
  @Nullable String text(String field) {
    JsonNode value = fields.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? value.asText().strip()
        : null;
  }

  /** A field's texts: a list's, or of one text parted by commas. */
  List<String> texts(String field) {
    JsonNode value = fields.path(field);
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> texts.add(item.asText()));
    } else if (value.isTextual()) {
      texts.addAll(List.of(value.asText().split(",", -1)));
    }
    return texts;
  }
}
