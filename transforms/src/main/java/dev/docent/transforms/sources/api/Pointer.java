package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901), in which a part may also be {@code *}: each element of an array. The
 * empty pointer is the whole document.
 */
record Pointer(String text) implements Serializable {
  Pointer {
    if (!text.isEmpty() && !text.startsWith("/")) {
      throw new IllegalArgumentException(
          "must be a JSON Pointer such as /title/rendered, or \"\" for the whole document");
    }
  }

  /** The values at the pointer, nulls left out. */
  List<JsonNode> all(JsonNode root) {
    List<JsonNode> found = new ArrayList<>();
    collect(root, text.isEmpty() ? new String[0] : text.substring(1).split("/", -1), 0, found);
    return found;
  }

  /** The first value at the pointer, null where there is none. */
  @Nullable JsonNode first(JsonNode root) {
    List<JsonNode> found = all(root);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The text of the first value; null where there is none, or it is blank, an array or object. */
  @Nullable String text(JsonNode root) {
    JsonNode value = first(root);
    return value == null || value.isContainerNode() || value.asText().isBlank()
        ? null
        : value.asText();
  }

  private static void collect(JsonNode node, String[] parts, int from, List<JsonNode> found) {
    if (from == parts.length) {
      if (!node.isNull() && !node.isMissingNode()) {
        found.add(node);
      }
      return;
    }
    String part = parts[from].replace("~1", "/").replace("~0", "~");
    if (part.equals("*") && node.isArray()) {
      node.forEach(one -> collect(one, parts, from + 1, found));
    } else if (node.isArray()) {
      if (part.matches("0|[1-9]\\d{0,8}")) {
        collect(node.path(Integer.parseInt(part)), parts, from + 1, found);
      }
    } else {
      collect(node.path(part), parts, from + 1, found);
    }
  }
}
