package dev.docent.transforms.pages;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * That a page was seen, or seen to be gone. It carries no content, only where that lies.
 *
 * @param id the page's
 * @param at when
 * @param digest of the content; empty for a tombstone
 * @param place where the content lies; null for a tombstone
 */
record PageEvent(String id, Instant at, String digest, @Nullable PagePlace place) {
  /**
   * The latest is the greatest. At the same time a version stands above a tombstone, since of two
   * mistakes keeping a page is the lesser; of two versions the one of the greater digest, then of
   * the later place, so that the choice never depends on the order of reading.
   */
  static final Comparator<PageEvent> ORDER =
      Comparator.comparing(PageEvent::at)
          .thenComparing(event -> !event.tombstone())
          .thenComparing(PageEvent::digest)
          .thenComparing(PageEvent::place, Comparator.nullsFirst(PagePlace.ORDER));

  static PageEvent version(String id, Instant at, String digest, PagePlace place) {
    return new PageEvent(id, at, digest, place);
  }

  static PageEvent gone(String id, Instant at) {
    return new PageEvent(id, at, "", null);
  }

  boolean tombstone() {
    return place == null;
  }
}
