package dev.docent.serving.evaluation.collection;

import java.util.Map;

/**
 * A query and what is known to answer it.
 *
 * @param kind how the query was made, such as {@code question}; {@code judged} for those of a
 *     collection
 * @param grades of the judged documents by id; at least one is 1 or more
 */
public record JudgedQuery(String id, String text, String kind, Map<String, Integer> grades) {
  /** The kind of a collection's queries. */
  public static final String JUDGED = "judged";

  public JudgedQuery {
    grades = Map.copyOf(grades);
    if (grades.values().stream().noneMatch(grade -> grade > 0)) {
      throw new IllegalArgumentException("query " + id + " has no relevant document");
    }
  }
}
