package dev.docent.transforms.dataset.validation;

import dev.docent.records.UserException;
import java.util.ArrayList;
import java.util.List;

/** Stops a run whose data set is not as expected. */
public final class DatasetValidation {
  private DatasetValidation() {}

  /**
   * Checks expectations.
   *
   * @param allowDrift whether those that compare with the last data set only give a warning
   * @param remark what else to tell of a drift; may be empty
   * @return warnings of drift that is allowed
   * @throws UserException with every expectation that doesn't hold, its value and its limit
   */
  public static List<String> check(
      List<Expectation> expectations, boolean allowDrift, String remark) {
    List<Expectation> broken =
        expectations.stream().filter(expectation -> !expectation.holds()).toList();
    List<Expectation> stopping =
        broken.stream().filter(each -> !(allowDrift && each.drift())).toList();
    if (stopping.isEmpty()) {
      return broken.stream().map(each -> "allowed: " + each.told()).toList();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "the data set breaks %d of %d expectations:"
            .formatted(stopping.size(), expectations.size()));
    stopping.forEach(each -> lines.add("- " + each.told()));
    if (stopping.stream().anyMatch(Expectation::drift)) {
      if (!remark.isEmpty()) {
        lines.add(remark);
      }
      lines.add("If the drift is meant, run again with --allow-drift");
    }
    throw new UserException(String.join(System.lineSeparator(), lines));
  }
}
