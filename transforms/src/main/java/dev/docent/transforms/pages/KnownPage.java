package dev.docent.transforms.pages;

import dev.docent.records.Outcome;
import dev.docent.records.PageOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What earlier windows know of a page.
 *
 * @param last how it ended the last time it was asked for
 * @param content the last outcome that saw its content and came after any tombstone: its ETag,
 *     Last-Modified and digest are what a conditional request needs; null where there is none
 */
public record KnownPage(PageOutcome last, @Nullable PageOutcome content) {
  /** Robots.txt could not be read: the page itself was never asked for. */
  public static final String ROBOTS_UNREACHABLE = "robots-unreachable";

  /** Of two outcomes at the same time the one that saw content counts. */
  private static final Comparator<PageOutcome> ORDER =
      Comparator.comparing(PageOutcome::getAt)
          .thenComparing(KnownPage::sawContent)
          .thenComparing(outcome -> outcome.getOutcome().name())
          .thenComparing(outcome -> String.valueOf(outcome.getDigest()));

  /** Puts the outcomes of one page together, in any order; null where there are none. */
  public static @Nullable KnownPage of(Iterable<PageOutcome> outcomes) {
    List<PageOutcome> sorted = new ArrayList<>();
    outcomes.forEach(sorted::add);
    sorted.sort(ORDER);
    PageOutcome content = null;
    for (PageOutcome outcome : sorted) {
      if (outcome.getOutcome() == Outcome.GONE) {
        content = null;
      } else if (sawContent(outcome)) {
        content = outcome;
      }
    }
    return sorted.isEmpty() ? null : new KnownPage(sorted.get(sorted.size() - 1), content);
  }

  /** Whether the last that was heard of it is that it is gone. */
  public boolean gone() {
    return last.getOutcome() == Outcome.GONE;
  }

  /**
   * Whether it must be asked for again, however old it is: the last time it failed, or could not be
   * asked for because robots.txt didn't answer.
   */
  public boolean owed() {
    return last.getOutcome() == Outcome.FAILED
        || (last.getOutcome() == Outcome.REFUSED && ROBOTS_UNREACHABLE.equals(last.getReason()));
  }

  private static boolean sawContent(PageOutcome outcome) {
    return outcome.getOutcome() == Outcome.FETCHED || outcome.getOutcome() == Outcome.UNCHANGED;
  }
}
