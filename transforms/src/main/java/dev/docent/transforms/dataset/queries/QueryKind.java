package dev.docent.transforms.dataset.queries;

import dev.docent.records.config.QueryKindWeights;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a query is made; how often, {@link QueryKindWeights} tells. A heading alone never becomes a
 * query: it taught the model to compare headings.
 */
public enum QueryKind {
  /** Two to five terms that set the section apart, half of them behind 'what is', 'how to' ... */
  SALIENT_TERMS("salient-terms", 3),
  /** A question made from a statement: 'X is a Y' gives 'what is X'. */
  QUESTION("question", 2),
  /** Part of a sentence, which is then taken out of the passage. */
  CUT_SENTENCE("cut-sentence", 2),
  /** The section's first words. */
  LEAD_PHRASE("lead-phrase", 1),
  /** The article's title, which the passages then go without. */
  TITLE("title", 1),
  /** Title and heading, which the passages then go without. */
  TITLE_HEADING("title-heading", 1);

  private final String id;
  private final int perSection;

  QueryKind(String id, int perSection) {
    this.id = id;
    this.perSection = perSection;
  }

  /** The name in the records, such as {@code lead-phrase}. */
  public String id() {
    return id;
  }

  /** Weights by kind from weights by name; a kind without one has 0. */
  public static Map<QueryKind, Double> weights(Map<String, Double> byName) {
    Map<QueryKind, Double> weights = new EnumMap<>(QueryKind.class);
    for (QueryKind kind : values()) {
      weights.put(kind, byName.getOrDefault(kind.id, 0.0));
    }
    return weights;
  }

  /** At most this many queries of the kind come from one section. */
  public int perSection() {
    return perSection;
  }

  /** Whether the passages of such a query must go without titles, which would give them away. */
  public boolean hidesTitles() {
    return this == TITLE || this == TITLE_HEADING;
  }
}
