package dev.docent.transforms.articles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.RawPage;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the day on which a page was published, as ISO 8601 ({@code 2024-03-08}). */
final class PublishedDate {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] META_NAMES = {
    "article:published_time",
    "datePublished",
    "og:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "publish_date"
  };
  private static final Pattern ISO_START = Pattern.compile("\\A\\s*(\\d{4}-\\d{2}-\\d{2})(?!\\d)");
  private static final Pattern IN_PATH =
      Pattern.compile("(?:^|/)(\\d{4})[-/](\\d{2})[-/](\\d{2})[-/]");

  private PublishedDate() {}

  /**
   * What the source says, else what the page says: it looks, in this order, at meta elements,
   * JSON-LD, {@code time} elements, front matter, and a date in the path as blogs have it.
   */
  static @Nullable String of(RawPage page, PageScan scan, FrontMatter front) {
    String given = day(page.getPublished());
    if (given != null) {
      return given;
    }
    for (String name : META_NAMES) {
      String date = day(scan.metas().get(name));
      if (date != null) {
        return date;
      }
    }
    String date = fromJsonLd(scan.jsonLd());
    if (date == null) {
      Element time = scan.time();
      date = time == null ? null : day(time.attr("datetime"));
    }
    if (date == null) {
      date = day(front.text("date"));
    }
    if (date == null) {
      Matcher path = IN_PATH.matcher(page.getId());
      date = path.find() ? day(path.group(1) + "-" + path.group(2) + "-" + path.group(3)) : null;
    }
    return date;
  }

  private static @Nullable String fromJsonLd(List<Element> scripts) {
    for (Element script : scripts) {
      if (!script.data().contains("datePublished")) {
        continue;
      }
      try {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(JSON.readTree(script.data()));
        while (!open.isEmpty()) {
          JsonNode node = open.poll();
          String date = day(node.path("datePublished").asText());
          if (date != null) {
            return date;
          }
          node.forEach(open::add);
        }
      } catch (JsonProcessingException e) {
        // Broken JSON-LD says nothing; other places may.
      }
    }
    return null;
  }

  /** The day with which an ISO 8601 date or time begins; null for anything else. */
  static @Nullable String day(@Nullable String value) {
    if (value == null) {
      return null;
    }
    Matcher start = ISO_START.matcher(value);
    if (!start.find()) {
      return null;
    }
    try {
      return LocalDate.parse(start.group(1)).toString();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
