package dev.docent.serving.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads off answers what there is to know, without the cost of parsing them. */
final class Answers {
  private static final Pattern SCORED = Pattern.compile("\"scored\":([0-9]+),\"depth\":([0-9]+)");

  private Answers() {}

  /** Whether the model took part. */
  static boolean isFused(String body) {
    return body.contains("\"method\":\"fused\"");
  }

  /** Whether the model scored all that it was to score. */
  static boolean isWhole(String body) {
    return share(body) == 1;
  }

  /** The share that the model scored of what it was to score; 0 where it took no part. */
  static double share(String body) {
    Matcher scored = SCORED.matcher(body);
    if (!isFused(body) || !scored.find()) {
      return 0;
    }
    int depth = Integer.parseInt(scored.group(2));
    return depth == 0 ? 1 : (double) Integer.parseInt(scored.group(1)) / depth;
  }
}
