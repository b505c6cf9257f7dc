package dev.docent.transforms.pages;

import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.workspace.Hashes;
import dev.docent.transforms.sources.Unlisted;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a window's source and the windows before say of one page.
 *
 * @param id the page's
 * @param pages given whole by the source
 * @param links to be fetched
 * @param deleted whether the source says that it is deleted
 * @param listed whether the source names it, in the window or not
 * @param known null where no window had it
 */
record PageFacts(
    String id,
    List<RawPage> pages,
    List<PageLink> links,
    boolean deleted,
    boolean listed,
    @Nullable KnownPage known) {
  static final String DELETED = "deleted-at-source";
  static final String UNLISTED = "no-longer-listed";
  private static final int MARK_DIGITS = 16;

  /**
   * Decides, so that each page ends in at most one outcome a window.
   *
   * @param unlisted what it means that a known page is not listed
   * @param now when a page counts as seen to be gone
   */
  Settlement settle(Unlisted unlisted, Instant now) {
    if (!pages.isEmpty()) {
      return take(newest());
    }
    if (deleted) {
      return known != null && known.gone() ? new Settlement.Leave() : bury(DELETED, now);
    }
    if (!links.isEmpty()) {
      return fetch(newest(links));
    }
    if (known == null || known.gone()) {
      return new Settlement.Leave();
    }
    if (!listed && unlisted == Unlisted.GONE) {
      return known.content() == null ? new Settlement.Leave() : bury(UNLISTED, now);
    }
    boolean inDoubt = !listed && unlisted == Unlisted.ASK;
    PageOutcome last = known.last();
    return last.getUrl() != null && (known.owed() || inDoubt)
        ? fetch(new PageLink(last.getUrl(), null, null, null, List.of()))
        : new Settlement.Leave();
  }

  private Settlement fetch(PageLink link) {
    return new Settlement.Fetch(new Asked(link, known == null ? null : known.content()));
  }

  private Settlement take(RawPage page) {
    PageOutcome before = known == null ? null : known.content();
    boolean same =
        before != null
            && page.getDigest().equals(before.getDigest())
            && mark(page).equals(before.getEtag());
    PageOutcome outcome =
        new PageOutcome(
            id,
            page.getUrl(),
            same ? Outcome.UNCHANGED : Outcome.FETCHED,
            null,
            null,
            0,
            0,
            mark(page),
            null,
            page.getDigest(),
            page.getIngestedAt());
    return same ? new Settlement.End(outcome) : new Settlement.Take(page, outcome);
  }

  private Settlement bury(String reason, Instant now) {
    String url = known == null ? null : known.last().getUrl();
    return new Settlement.End(
        new PageOutcome(id, url, Outcome.GONE, reason, null, 0, 0, null, null, null, now));
  }

  /** The one seen last; a source that is read page by page may give one twice. */
  private RawPage newest() {
    return pages.stream()
        .max(Comparator.comparing(RawPage::getIngestedAt).thenComparing(RawPage::getDigest))
        .orElseThrow();
  }

  /** A page that its source gives whole has no ETag: this tells a new title or tag from an old. */
  private static String mark(RawPage page) {
    String facts =
        String.join(
            "\n",
            String.valueOf(page.getUrl()),
            String.valueOf(page.getTitle()),
            page.getContentType(),
            String.valueOf(page.getPublished()),
            String.join("\n", page.getTags()));
    return "docent:" + Hashes.sha256(facts).substring(0, MARK_DIGITS);
  }

  /** Of several links to a page the newest counts. */
  private static PageLink newest(List<PageLink> links) {
    return links.stream()
        .max(
            Comparator.comparing((PageLink link) -> Objects.toString(link.getUpdated(), ""))
                .thenComparing(link -> Objects.toString(link.getTitle(), "")))
        .orElseThrow();
  }
}
