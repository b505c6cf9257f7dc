package dev.docent.transforms.dataset.queries;

/**
 * How a query is made, and how often.
 *
 * <p>The weights are shares of the queries where a section allows each kind. They follow what
 * ranked best for people's questions: kinds made from text. A heading alone never becomes a query:
 * it taught the model to compare headings.
 */
public enum QueryKind {
  /** Two to five terms that set the section apart, half of them behind 'what is', 'how to' ... */
  SALIENT_TERMS("salient-terms", 0.40, 3),
  /** A question made from a statement: 'X is a Y' gives 'what is X'. */
  QUESTION("question", 0.22, 2),
  /** Part of a sentence, which is then taken out of the passage. */
  CUT_SENTENCE("cut-sentence", 0.20, 2),
  /** The section's first words. */
  LEAD_PHRASE("lead-phrase", 0.12, 1),
  /** The article's title, which the passages then go without. */
  TITLE("title", 0.02, 1),
  /** Title and heading, which the passages then go without. */
  TITLE_HEADING("title-heading", 0.04, 1);

  private final String id;
  private final double weight;
  private final int perSection;

  QueryKind(String id, double weight, int perSection) {
    this.id = id;
    this.weight = weight;
    this.perSection = perSection;
  }

  /** The name in the records, such as {@code lead-phrase}. */
  public String id() {
    return id;
  }

  public double weight() {
    return weight;
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
