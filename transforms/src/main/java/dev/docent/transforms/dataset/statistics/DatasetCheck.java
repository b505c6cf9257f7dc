package dev.docent.transforms.dataset.statistics;

import dev.docent.records.Split;
import dev.docent.records.UserException;
import dev.docent.transforms.dataset.examples.QuerySelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Refuses a data set that is too small to train on, and tells what to do. */
public final class DatasetCheck {
  private static final int LEAST_TRAIN = 20;

  private DatasetCheck() {}

  /**
   * Checks a data set.
   *
   * @param heldOutAsked whether settings ask for validation and for test queries
   * @return warnings of what is thin but usable
   * @throws UserException if there is too little of anything
   */
  public static List<String> check(
      DatasetStatistics statistics, Map<Split, Boolean> heldOutAsked, int documents) {
    if (statistics.queries() == 0) {
      throw new UserException(
          ("the data set is empty: none of the %d documents gave a query. A section needs some"
                  + " sentences of English prose, and other documents to tell it from; look at"
                  + " sections.csv of the parse artifact for what was found in the pages")
              .formatted(documents));
    }
    int train = statistics.queries(Split.TRAIN);
    if (train < LEAST_TRAIN) {
      throw new UserException(
          ("the data set has %d training queries, and needs at least %d: the site is too small."
                  + " Add articles, raise --max-examples, or lower --validation-share and --test-share")
              .formatted(train, LEAST_TRAIN));
    }
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      if (statistics.queries(split) == 0 && heldOutAsked.getOrDefault(split, false)) {
        throw new UserException(
            ("the data set has no %1$s queries: by chance no document with text fell into that"
                    + " share of %2$d documents. Raise --%1$s-share, or choose another --seed")
                .formatted(name(split), documents));
      }
    }
    return warnings(statistics, heldOutAsked);
  }

  private static List<String> warnings(
      DatasetStatistics statistics, Map<Split, Boolean> heldOutAsked) {
    List<String> warnings = new ArrayList<>();
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      int n = statistics.queries(split);
      if (n < QuerySelection.LEAST_HELD_OUT && heldOutAsked.getOrDefault(split, false)) {
        warnings.add(
            "only %d %s queries: figures over fewer than %d are rough"
                .formatted(n, name(split), QuerySelection.LEAST_HELD_OUT));
      }
    }
    return warnings;
  }

  private static String name(Split split) {
    return split.name().toLowerCase(java.util.Locale.ROOT);
  }
}
