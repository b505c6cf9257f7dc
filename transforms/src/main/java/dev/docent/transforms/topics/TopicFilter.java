package dev.docent.transforms.topics;

import dev.docent.records.TermWeight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells topics that are no subject of the site: nothing is matched to them or named after them. */
final class TopicFilter {
  /** The sections that load most on it are one text with a few words changed: a template, a bot. */
  static final String SAME_TEXT = "one-text-repeated";

  /** No term of the positive end stands out. */
  static final String NO_TERMS = "no-terms";

  private TopicFilter() {}

  /**
   * The reason, or null for a subject.
   *
   * @param maxSameness a topic of more {@link Exemplar#sameness} is no subject
   */
  static @Nullable String reason(double sameness, List<TermWeight> positive, double maxSameness) {
    if (positive.isEmpty()) {
      return NO_TERMS;
    }
    return sameness > maxSameness ? SAME_TEXT : null;
  }
}
