package dev.docent.transforms.fetch;

import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import org.jspecify.annotations.Nullable;

/**
 * How the asking for one page ended.
 *
 * @param page null unless the outcome is FETCHED
 */
record FetchedPage(PageOutcome outcome, @Nullable RawPage page) implements Done {
  @Override
  public String id() {
    return outcome.getId();
  }

  @Override
  public long bytes() {
    return page == null ? 0 : page.getContent().remaining();
  }
}
