package dev.docent.transforms.fetch;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Credentials of a request: sent to the scheme, host and port of its URL alone, and never shown. A
 * URL that is kept, shown or handed on is one without them; they are added when it is sent.
 *
 * @param headers by name, such as Authorization
 * @param parameters of the URL's query by name, such as {@code key}
 */
public record Secrets(Map<String, String> headers, Map<String, String> parameters) {
  public static final Secrets NONE = new Secrets(Map.of(), Map.of());

  private static final String MASK = "***";

  /** Shorter ones would be found in any text. */
  private static final int SHORTEST_MASKED = 4;

  public Secrets {
    headers = Map.copyOf(headers);
    parameters = Map.copyOf(parameters);
  }

  public static Secrets header(String name, String value) {
    return new Secrets(Map.of(name, value), Map.of());
  }

  public static Secrets parameter(String name, String value) {
    return new Secrets(Map.of(), Map.of(name, value));
  }

  public boolean isEmpty() {
    return headers.isEmpty() && parameters.isEmpty();
  }

  /** A URL as it is sent. */
  URI addedTo(URI url) {
    if (parameters.isEmpty()) {
      return url;
    }
    StringBuilder sent = new StringBuilder(removedFrom(url.toString()).replaceFirst("#.*$", ""));
    parameters.forEach(
        (name, value) ->
            sent.append(sent.indexOf("?") < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return URI.create(sent.toString());
  }

  /**
   * A URL, whole or relative, without the query parameters of these names and those that hold one
   * of these values: servers like to repeat in a link what they were sent.
   */
  public String removedFrom(String url) {
    int query = url.indexOf('?');
    if (query < 0 || isEmpty()) {
      return url;
    }
    int end = url.indexOf('#', query);
    String fragment = end < 0 ? "" : url.substring(end);
    List<String> kept = new ArrayList<>();
    for (String pair : url.substring(query + 1, end < 0 ? url.length() : end).split("&", -1)) {
      if (!holdsSecret(pair)) {
        kept.add(pair);
      }
    }
    String left = String.join("&", kept);
    return url.substring(0, query) + (left.isEmpty() ? "" : "?" + left) + fragment;
  }

  /** A text for a person, with three stars in place of each of these values. */
  public String maskedIn(String text) {
    String masked = text;
    for (String value : values().toList()) {
      masked = masked.replace(value, MASK).replace(encode(value), MASK);
    }
    return masked;
  }

  private boolean holdsSecret(String pair) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    return parameters.containsKey(name) || values().anyMatch(value::contains);
  }

  /** The values, and of those like 'Bearer abc' their last word too. */
  private Stream<String> values() {
    return Stream.of(headers.values(), parameters.values())
        .flatMap(Collection::stream)
        .flatMap(value -> Arrays.stream(new String[] {value, value.replaceFirst("^.*\\s", "")}))
        .filter(value -> value.length() >= SHORTEST_MASKED)
        .distinct();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Tells nothing of them. */
  @Override
  public String toString() {
    return isEmpty() ? "no secrets" : "secrets";
  }
}
