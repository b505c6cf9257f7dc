package dev.docent.transforms.pages;

import org.jspecify.annotations.Nullable;

/**
 * Which of a page's versions counts.
 *
 * @param place of the version that lives; null where the page is gone or was never there
 * @param superseded how many older versions are left out
 * @param gone whether the page had a version and is gone
 */
record Newest(@Nullable PagePlace place, long superseded, boolean gone) {
  /** Decides from all events of one page, in any order: the latest counts. */
  static Newest of(Iterable<PageEvent> events) {
    PageEvent latest = null;
    long versions = 0;
    for (PageEvent event : events) {
      if (latest == null || PageEvent.ORDER.compare(event, latest) > 0) {
        latest = event;
      }
      versions += event.tombstone() ? 0 : 1;
    }
    if (latest == null || versions == 0) {
      return new Newest(null, 0, false);
    }
    return new Newest(latest.place(), versions - 1, latest.tombstone());
  }
}
