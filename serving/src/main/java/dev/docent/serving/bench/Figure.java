package dev.docent.serving.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured beside its peer.
 *
 * @param name of both, with the figures
 * @param ratio of the figure to the peer's
 * @param atMost what the ratio may be at most; null for no such bound
 * @param atLeast what it must be at least; null for no such bound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Figure(String name, double ratio, @Nullable Double atMost, @Nullable Double atLeast) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Figure atMost(double bound, double ratio, String name, Object... values) {
    // What could not be measured doesn't hold.
    double worst = Double.isFinite(ratio) ? ratio : Float.MAX_VALUE;
    return new Figure(String.format(Locale.ROOT, name, values), worst, bound, null);
  }

  static Figure atLeast(double bound, double ratio, String name, Object... values) {
    double worst = Double.isFinite(ratio) ? ratio : 0;
    return new Figure(String.format(Locale.ROOT, name, values), worst, null, bound);
  }

  /** Without a bound. */
  static Figure told(double ratio, String name, Object... values) {
    return new Figure(
        String.format(Locale.ROOT, name, values), Double.isFinite(ratio) ? ratio : 0, null, null);
  }

  /** A line of JSON. */
  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
