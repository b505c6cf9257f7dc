package dev.docent.models.training;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries and the passages of pairs, each a text of its own as the sentence encoder reads it:
 * {@code [CLS] query [SEP]} and {@code [CLS] title text [SEP]}. A text that several pairs share is
 * kept once.
 */
final class HalvesOfPairs {
  private final Map<Ids, Integer> queryPlaces = new HashMap<>();
  private final Map<Ids, Integer> passagePlaces = new HashMap<>();
  private final List<int[]> queries = new ArrayList<>();
  private final List<int[]> passages = new ArrayList<>();

  /** Where the halves of a pair are, counted from 0. */
  record Places(int query, int passage) {}

  /** Ids that compare by value. */
  private record Ids(List<Integer> values) {
    static Ids of(int[] ids) {
      return new Ids(Arrays.stream(ids).boxed().toList());
    }
  }

  Places add(Pair pair) {
    int split = 0;
    while (split < pair.length() && pair.segmentIds()[split] == 0) {
      split++;
    }
    int[] query = Arrays.copyOf(pair.inputIds(), split);
    int[] passage = new int[pair.length() - split + 1];
    // [CLS], which the pair has in front of the query alone.
    passage[0] = pair.inputIds()[0];
    System.arraycopy(pair.inputIds(), split, passage, 1, pair.length() - split);
    return new Places(place(queryPlaces, queries, query), place(passagePlaces, passages, passage));
  }

  List<int[]> queries() {
    return queries;
  }

  List<int[]> passages() {
    return passages;
  }

  private static int place(Map<Ids, Integer> places, List<int[]> texts, int[] text) {
    return places.computeIfAbsent(
        Ids.of(text),
        key -> {
          texts.add(text);
          return texts.size() - 1;
        });
  }
}
