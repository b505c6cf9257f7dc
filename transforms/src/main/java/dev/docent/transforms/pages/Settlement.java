package dev.docent.transforms.pages;

import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;

/** What is to be done about one page in a window. */
sealed interface Settlement {
  /** Nothing: it is as it was, and was not asked for. */
  record Leave() implements Settlement {}

  /** Fetch it. */
  record Fetch(Asked asked) implements Settlement {}

  /** Its source gave the page itself, and it is new. */
  record Take(RawPage page, PageOutcome outcome) implements Settlement {}

  /** It has ended without a fetch. */
  record End(PageOutcome outcome) implements Settlement {}
}
