package dev.docent.serving.evaluation.comparison;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Parts of the queries by what they have in common. */
public final class Slices {
  /** A topic of fewer queries says nothing by itself. */
  private static final int LEAST = 5;

  private static final String OTHER = "other topics";

  private Slices() {}

  /**
   * The places of the queries in each part, by part, by what it is a part of: {@code kind}, {@code
   * length} in words, and {@code topic}. A division into one part is left out.
   */
  public static Map<String, Map<String, List<Integer>>> of(List<JudgedQuery> queries) {
    Map<String, Map<String, List<Integer>>> all = new LinkedHashMap<>();
    put(all, "kind", by(queries, JudgedQuery::kind));
    put(all, "length", by(queries, Slices::length));
    put(all, "topic", merged(by(queries, Slices::topic)));
    return all;
  }

  private static void put(
      Map<String, Map<String, List<Integer>>> all, String name, Map<String, List<Integer>> parts) {
    if (parts.size() > 1) {
      all.put(name, parts);
    }
  }

  private static Map<String, List<Integer>> by(
      List<JudgedQuery> queries, Function<JudgedQuery, String> part) {
    Map<String, List<Integer>> parts = new TreeMap<>();
    for (int i = 0; i < queries.size(); i++) {
      parts.computeIfAbsent(part.apply(queries.get(i)), key -> new ArrayList<>()).add(i);
    }
    return parts;
  }

  private static String length(JudgedQuery query) {
    int words = query.words();
    return words <= 2
        ? "1-2 words"
        : words <= 5 ? "3-5 words" : words <= 9 ? "6-9 words" : "from 10 words";
  }

  private static String topic(JudgedQuery query) {
    return query.topic() == null ? "no topic" : "topic %03d".formatted(query.topic());
  }

  private static Map<String, List<Integer>> merged(Map<String, List<Integer>> parts) {
    Map<String, List<Integer>> merged = new TreeMap<>();
    parts.forEach(
        (name, places) ->
            merged
                .computeIfAbsent(places.size() < LEAST ? OTHER : name, key -> new ArrayList<>())
                .addAll(places));
    return merged;
  }
}
