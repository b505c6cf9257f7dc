package dev.docent.pipelines.testsite;

import java.time.Instant;
import java.util.List;

/**
 * A page as the site has it.
 *
 * @param path such as {@code /pages/17.html}
 * @param etag in quotes, as the header has it
 * @param fault what goes wrong when it is asked for
 */
record SitePage(
    String path,
    String title,
    String html,
    Instant published,
    Instant updated,
    List<String> tags,
    String etag,
    Fault fault) {

  /** What asking for a page may meet. */
  enum Fault {
    NONE,
    /** 503 at first, whole after two tries. */
    HEALING,
    /** 500 each time. */
    BROKEN,
    /** An answer that takes half a second. */
    SLOW,
    /** 410. */
    GONE,
    /** Leads to where the page lies now. */
    MOVED,
    /** ISO-8859-1 without saying so. */
    WRONG_CHARSET
  }
}
