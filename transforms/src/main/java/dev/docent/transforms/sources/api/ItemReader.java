package dev.docent.transforms.sources.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.records.PageLink;
import dev.docent.records.RawPage;
import dev.docent.records.workspace.Hashes;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.PageUrls;
import dev.docent.transforms.sources.RawPages;
import dev.docent.transforms.sources.SourceTimes;
import dev.docent.transforms.sources.Span;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns items of JSON into pages, links or news of deletion, each item once. */
public final class ItemReader {
  private final Fields fields;
  private final Span window;
  private final long maxPageBytes;
  private final ListingSink sink;
  private final Set<String> seen = new HashSet<>();

  public ItemReader(ApiDescription description, Span window, long maxPageBytes, ListingSink sink) {
    this.fields = description.fields();
    this.window = window;
    this.maxPageBytes = maxPageBytes;
    this.sink = sink;
  }

  /** How many different items came. */
  long distinct() {
    return seen.size();
  }

  /**
   * Reads an item.
   *
   * @param base what relative URLs are relative to, null where they can't be
   * @param place what a dead letter calls an item that has no id, such as {@code line 7}
   */
  public void read(JsonNode item, @Nullable URI base, String place) {
    String address = url(Fields.text(fields.url(), item), base);
    String id = fields.id() == null ? address : Fields.text(fields.id(), item);
    if (!seen.add(
        id == null ? Hashes.sha256(item.toString().getBytes(StandardCharsets.UTF_8)) : id)) {
      return;
    }
    if (id == null || fields.linksOnly() && address == null) {
      bad(place, id == null ? "no-id" : "bad-url", item);
      return;
    }
    String key = fields.linksOnly() && address != null ? address : id;
    Instant changed = time(fields.updated(), item);
    Instant time = changed == null ? time(fields.published(), item) : changed;
    if (!SourceTimes.mayChangeIn(window, time)) {
      sink.listed(key);
      sink.leftOut("outside-window");
      return;
    }
    if (fields.deleted() != null && isTrue(fields.deleted().first(item))) {
      sink.gone(key);
      return;
    }
    sink.listed(key);
    if (fields.linksOnly()) {
      sink.link(
          new PageLink(
              key,
              Fields.text(fields.title(), item),
              changed == null ? null : changed.toString(),
              SourceTimes.iso(Fields.text(fields.published(), item)),
              tags(item)));
      return;
    }
    page(item, id, address, changed);
  }

  private void page(JsonNode item, String id, @Nullable String address, @Nullable Instant changed) {
    String html = Fields.text(fields.html(), item);
    String content = html == null ? Fields.text(fields.text(), item) : html;
    if (content == null) {
      bad(id, "no-content", item);
      return;
    }
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > maxPageBytes) {
      sink.deadLetter(RawPages.tooLarge(id, bytes.length, maxPageBytes));
      return;
    }
    RawPage page =
        RawPages.of(
            id,
            address,
            Fields.text(fields.title(), item),
            html == null ? RawPages.PLAIN : RawPages.HTML,
            "UTF-8",
            bytes);
    sink.page(
        RawPages.dated(
            page,
            changed == null ? null : changed.toString(),
            SourceTimes.iso(Fields.text(fields.published(), item)),
            tags(item)));
  }

  private List<String> tags(JsonNode item) {
    if (fields.tags() == null) {
      return List.of();
    }
    return fields.tags().all(item).stream()
        .flatMap(
            value ->
                value.isArray()
                    ? StreamSupport.stream(value.spliterator(), false)
                    : Stream.of(value))
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .filter(tag -> !tag.isBlank())
        .distinct()
        .toList();
  }

  private static @Nullable Instant time(@Nullable Pointer pointer, JsonNode item) {
    return SourceTimes.parse(Fields.text(pointer, item)).orElse(null);
  }

  private static @Nullable String url(@Nullable String text, @Nullable URI base) {
    if (text == null) {
      return null;
    }
    return (base == null ? PageUrls.normalise(text) : PageUrls.normalise(text, base)).orElse(null);
  }

  /** A flag, or a time of deletion. */
  private static boolean isTrue(@Nullable JsonNode value) {
    return value != null
        && !(value.isBoolean() && !value.asBoolean())
        && !(value.isNumber() && value.asDouble() == 0)
        && !List.of("", "false", "0", "no").contains(value.asText());
  }

  private void bad(String place, String reason, JsonNode item) {
    String shown = item.toString();
    sink.deadLetter(
        RawPages.deadLetter(
            place,
            reason,
            "the item lacks what 'fields' maps: "
                + (shown.length() <= 200 ? shown : shown.substring(0, 200) + "...")));
  }
}
