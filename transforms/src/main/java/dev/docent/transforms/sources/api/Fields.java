package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the parts of an article stand in an item; null for those that the API hasn't. */
record Fields(
    @Nullable Pointer id,
    @Nullable Pointer url,
    @Nullable Pointer title,
    @Nullable Pointer html,
    @Nullable Pointer text,
    @Nullable Pointer published,
    @Nullable Pointer updated,
    @Nullable Pointer tags,
    @Nullable Pointer deleted)
    implements Serializable {
  static final List<String> NAMES =
      List.of("id", "url", "title", "html", "text", "published", "updated", "tags", "deleted");

  /** Whether items carry no content, so that their URLs are to be fetched. */
  boolean linksOnly() {
    return html == null && text == null;
  }

  static @Nullable String text(@Nullable Pointer pointer, JsonNode item) {
    return pointer == null ? null : pointer.text(item);
  }
}
