package dev.docent.transforms.dataset.validation;

import dev.docent.records.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What doesn't hold of a data set.
 *
 * @param expectations how many there are
 * @param stopping those that are broken and stop the run
 * @param waived those that are broken and only give a warning
 */
public record DatasetValidation(
    int expectations, List<Expectation> stopping, List<Expectation> waived) {

  /**
   * Checks expectations.
   *
   * @param waivesDrift whether those that compare with the last data set only give a warning
   */
  public static DatasetValidation of(List<Expectation> expectations, boolean waivesDrift) {
    List<Expectation> broken =
        expectations.stream().filter(expectation -> !expectation.holds()).toList();
    return new DatasetValidation(
        expectations.size(),
        broken.stream().filter(each -> !(waivesDrift && each.drift())).toList(),
        broken.stream().filter(each -> waivesDrift && each.drift()).toList());
  }

  /** Whether the data set is refused. */
  public boolean stops() {
    return !stopping.isEmpty();
  }

  /**
   * Warnings of what is waived; empty where nothing is.
   *
   * @param comparison what drift was measured from, and why it is waived
   */
  public List<String> warnings(String comparison) {
    List<String> warnings = new ArrayList<>();
    waived.forEach(each -> warnings.add("allowed: " + each.told()));
    if (!warnings.isEmpty()) {
      warnings.add(comparison);
    }
    return warnings;
  }

  /**
   * Names every expectation that stops the run, with its value and its limit.
   *
   * @param statistics the folder in which the refused set's statistics are kept
   * @param comparison what drift was measured from
   */
  public UserException refusal(Path statistics, String comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "the data set breaks %d of %d expectations:".formatted(stopping.size(), expectations));
    stopping.forEach(each -> lines.add("- " + each.told()));
    lines.add("Its statistics.html and statistics.json are kept in '%s'".formatted(statistics));
    if (stopping.stream().anyMatch(Expectation::drift)) {
      lines.add(comparison);
      lines.add(
          "If the drift is meant, run again with 'docent dataset --allow-drift' or 'docent run --set dataset.allow-drift=true'");
    }
    return new UserException(String.join(System.lineSeparator(), lines));
  }
}
