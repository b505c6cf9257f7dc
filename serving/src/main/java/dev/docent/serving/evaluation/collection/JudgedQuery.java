package dev.docent.serving.evaluation.collection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query and what is known to answer it.
 *
 * @param kind how the query was made, such as {@code question}; {@code judged} for those of a
 *     collection
 * @param group what it hangs together with: the article that it was made from, else its own id
 * @param topic of that article, null where none is known
 * @param grades of the judged documents by id; at least one is 1 or more
 */
public record JudgedQuery(
    String id,
    String text,
    String kind,
    String group,
    @Nullable Integer topic,
    Map<String, Integer> grades) {
  /** The kind of a collection's queries. */
  public static final String JUDGED = "judged";

  public JudgedQuery {
    grades = Map.copyOf(grades);
    if (grades.values().stream().noneMatch(grade -> grade > 0)) {
      throw new IllegalArgumentException("query " + id + " has no relevant document");
    }
  }

  /** A query that hangs together with no other. */
  public JudgedQuery(String id, String text, String kind, Map<String, Integer> grades) {
    this(id, text, kind, id, null, grades);
  }

  /** How many words it has. */
  public int words() {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }
}
