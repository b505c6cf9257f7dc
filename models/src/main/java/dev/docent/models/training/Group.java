package dev.docent.models.training;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.List;

/**
 * A query with its passages.
 *
 * @param id the query's number in the data set
 * @param pairs the query packed with each passage
 * @param labels above 0 for what answers the query, else 0; one a pair
 */
record Group(long id, List<Pair> pairs, List<Float> labels) {
  Group {
    if (pairs.size() != labels.size()) {
      throw new IllegalArgumentException(
          "group %d has %d pairs and %d labels".formatted(id, pairs.size(), labels.size()));
    }
  }
}
