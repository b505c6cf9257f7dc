package dev.docent.serving.web;

import com.linecorp.armeria.common.QueryParams;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the search.
 *
 * @param query 1 to {@value #MAX_QUERY} characters that are not all blank
 * @param from how many articles to leave out at the top, 0 to {@value #MAX_FROM}
 * @param size how many articles to give, 1 to {@value #MAX_SIZE}
 * @param explain whether to say how each section came to its score
 * @param sections how many sections of an article to give at most, 1 to {@value #MAX_SECTIONS}
 * @param prefix whether the last word may be the beginning of one
 * @param ranking what is to make the order
 * @param tag that articles must have; null for any
 * @param topic that sections must have; null for any
 * @param after the first day of publication, yyyy-mm-dd; null for any
 * @param before the last day; null for any
 * @param timeoutMillis how long after its arrival the model may be waited for, 1 to {@value
 *     #MAX_TIMEOUT}; null for as long as the server allows
 * @param model the label of the model version that is to rank, {@value #STABLE} or {@value
 *     #CANARY}; null for the one that the server chooses
 */
public record SearchRequest(
    String query,
    int from,
    int size,
    boolean explain,
    int sections,
    boolean prefix,
    Order ranking,
    @Nullable String tag,
    @Nullable Integer topic,
    @Nullable String after,
    @Nullable String before,
    @Nullable Integer timeoutMillis,
    @Nullable String model) {
  static final int MAX_TIMEOUT = 60_000;

  static final String STABLE = "stable";
  static final String CANARY = "canary";

  private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,5})(ms|s)");

  static final int MAX_SECTIONS = 10;
  static final int DEFAULT_SECTIONS = 4;
  static final int MAX_TAG = 200;
  static final int MAX_TOPIC = 100_000;

  /** What makes the order: the best that there is, or one scorer alone. */
  public enum Order {
    BEST,
    BM25,
    LSA;

    String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What the search is narrowed by, by the parameters' names. */
  Map<String, String> narrowing() {
    Map<String, String> narrowing = new LinkedHashMap<>();
    put(narrowing, "tag", tag);
    put(narrowing, "topic", topic == null ? null : topic.toString());
    put(narrowing, "after", after);
    put(narrowing, "before", before);
    return narrowing;
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  /** The same, as parameters of an address that each begin with '&'. */
  String filters() {
    StringBuilder filters = new StringBuilder();
    narrowing().forEach((name, value) -> add(filters, name, value));
    return filters.toString();
  }

  /** How it is searched beyond the defaults, as parameters likewise. */
  String manner() {
    StringBuilder manner = new StringBuilder();
    add(manner, "sections", sections == DEFAULT_SECTIONS ? null : Integer.toString(sections));
    add(manner, "prefix", prefix ? "true" : null);
    add(manner, "ranking", ranking == Order.BEST ? null : ranking.id());
    add(manner, "model", model);
    add(manner, "timeout", timeoutMillis == null ? null : timeoutMillis + "ms");
    return manner.toString();
  }

  /** All that isn't as by default, by the parameters' names. */
  Map<String, String> parameters() {
    QueryParams all =
        QueryParams.fromQueryString(
            "from=%d&size=%d%s%s".formatted(from, size, manner(), filters()));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("q", query);
    all.forEach(parameters::put);
    parameters.remove("from", "0");
    parameters.remove("size", Integer.toString(DEFAULT_SIZE));
    return parameters;
  }

  /** The same search in another order. */
  SearchRequest in(Order order) {
    return new SearchRequest(
        query,
        from,
        size,
        explain,
        sections,
        prefix,
        order,
        tag,
        topic,
        after,
        before,
        timeoutMillis,
        model);
  }

  private static void add(StringBuilder all, String name, @Nullable String value) {
    if (value != null) {
      all.append('&').append(name).append('=');
      all.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** A search for words with nothing else asked for. */
  public SearchRequest(String query, int from, int size, boolean explain) {
    this(
        query,
        from,
        size,
        explain,
        DEFAULT_SECTIONS,
        false,
        Order.BEST,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static final int MAX_QUERY = 500;
  static final int MAX_FROM = 1000;
  static final int MAX_SIZE = 50;
  static final int DEFAULT_SIZE = 10;

  /**
   * Reads the parameters, whose names are the components' but for {@code q}.
   *
   * @param parameters the value of a parameter, null where it is absent
   * @throws BadRequestException with every parameter that is wrong
   */
  static SearchRequest of(Function<String, @Nullable String> parameters) {
    BadRequestException.Collector problems = new BadRequestException.Collector();
    String query = parameters.apply("q");
    String stripped = query == null ? "" : query.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (stripped.isEmpty()) {
      problems.add("q", "must have at least one word");
    } else if (length > MAX_QUERY) {
      problems.add("q", "has %d characters; at most %d are allowed".formatted(length, MAX_QUERY));
    }
    int from = number(parameters.apply("from"), "from", 0, 0, MAX_FROM, problems);
    int size = number(parameters.apply("size"), "size", DEFAULT_SIZE, 1, MAX_SIZE, problems);
    boolean explain = truth(parameters.apply("explain"), "explain", problems);
    int sections =
        number(
            parameters.apply("sections"), "sections", DEFAULT_SECTIONS, 1, MAX_SECTIONS, problems);
    boolean prefix = truth(parameters.apply("prefix"), "prefix", problems);
    Order ranking = order(parameters.apply("ranking"), problems);
    String tag = given(parameters.apply("tag"));
    if (tag != null && tag.length() > MAX_TAG) {
      problems.add("tag", "has more than %d characters".formatted(MAX_TAG));
    }
    int topic = number(parameters.apply("topic"), "topic", -1, 0, MAX_TOPIC, problems);
    String after = day(parameters.apply("after"), "after", problems);
    String before = day(parameters.apply("before"), "before", problems);
    Integer timeout = timeout(parameters.apply("timeout"), problems);
    String model = given(parameters.apply("model"));
    if (model != null && !model.equals(STABLE) && !model.equals(CANARY)) {
      problems.add("model", "must be stable or canary");
    }
    problems.throwIfAny();
    return new SearchRequest(
        stripped,
        from,
        size,
        explain,
        sections,
        prefix,
        ranking,
        tag,
        topic < 0 ? null : topic,
        after,
        before,
        timeout,
        model);
  }

  private static @Nullable Integer timeout(
      @Nullable String text, BadRequestException.Collector problems) {
    String given = given(text);
    if (given == null) {
      return null;
    }
    Matcher parts = TIMEOUT.matcher(given);
    if (parts.matches()) {
      int number = Integer.parseInt(parts.group(1));
      long millis = parts.group(2).equals("s") ? 1000L * number : number;
      if (millis >= 1 && millis <= MAX_TIMEOUT) {
        return (int) millis;
      }
    }
    problems.add("timeout", "must be a time from 1ms to 60s, such as 300ms or 2s");
    return null;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static Order order(@Nullable String text, BadRequestException.Collector problems) {
    for (Order order : Order.values()) {
      if (order.id().equals(text)) {
        return order;
      }
    }
    if (given(text) != null) {
      problems.add("ranking", "must be best, bm25 or lsa");
    }
    return Order.BEST;
  }

  private static @Nullable String day(
      @Nullable String text, String name, BadRequestException.Collector problems) {
    String day = given(text);
    if (day != null) {
      try {
        // Years beyond 9999 would have a sign and sort elsewhere.
        if (day.length() != "yyyy-mm-dd".length()) {
          throw new DateTimeException(day);
        }
        LocalDate.parse(day);
      } catch (DateTimeException e) {
        problems.add(name, "must be a day such as 2026-01-31");
      }
    }
    return day;
  }

  private static boolean truth(
      @Nullable String text, String name, BadRequestException.Collector problems) {
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      problems.add(name, "must be true or false");
    }
    return true;
  }

  static int number(
      @Nullable String text,
      String name,
      int byDefault,
      int min,
      int max,
      BadRequestException.Collector problems) {
    if (text == null || text.isEmpty()) {
      return byDefault;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    problems.add(name, "must be a whole number from %d to %d".formatted(min, max));
    return byDefault;
  }
}
