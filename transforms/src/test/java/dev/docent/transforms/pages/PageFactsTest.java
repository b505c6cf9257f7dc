package dev.docent.transforms.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.transforms.sources.Unlisted;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageFactsTest {
  private static final String ID = "https://example.org/a";
  private static final Instant NOW = Instant.ofEpochSecond(100);

  @Test
  void newLinkIsFetchedWhateverItIs() {
    Asked asked = fetched(facts().withLinks(link()).settle(Unlisted.KEEP));
    assertEquals(ID, asked.link().getUrl());
    assertNull(asked.content());
  }

  @Test
  void knownLinkIsFetchedIfItChanged() {
    Facts facts = facts().withLinks(link()).after(saw(Outcome.FETCHED, 1));
    assertEquals(saw(Outcome.FETCHED, 1), fetched(facts.settle(Unlisted.KEEP)).content());
  }

  @Test
  void failureKeepsWhatWasSeenBefore() {
    Facts facts = facts().after(saw(Outcome.FETCHED, 1), ended(Outcome.FAILED, "http-503", 2));
    assertEquals(saw(Outcome.FETCHED, 1), fetched(facts.settle(Unlisted.KEEP)).content());
  }

  @ParameterizedTest
  @EnumSource(
      value = Unlisted.class,
      names = {"KEEP", "ASK"})
  void failedPageIsAskedForAgainThoughItIsNotInTheWindow(Unlisted unlisted) {
    Facts facts = facts().after(ended(Outcome.FAILED, "timed-out", 2));
    assertEquals(ID, fetched(facts.settle(unlisted)).link().getUrl());
  }

  @Test
  void failedPageThatIsStillListedIsAskedForAgain() {
    Facts facts = facts().asListed().after(ended(Outcome.FAILED, "timed-out", 2));
    assertEquals(ID, fetched(facts.settle(Unlisted.GONE)).link().getUrl());
  }

  @Test
  void pageIsAskedForAgainWhenRobotsTxtDidNotAnswer() {
    Facts facts = facts().after(ended(Outcome.REFUSED, KnownPage.ROBOTS_UNREACHABLE, 2));
    assertEquals(ID, fetched(facts.settle(Unlisted.KEEP)).link().getUrl());
  }

  @Test
  void pageThatRobotsTxtForbidsIsLeftAlone() {
    Facts facts = facts().after(ended(Outcome.REFUSED, "robots", 2));
    assertInstanceOf(Settlement.Leave.class, facts.settle(Unlisted.KEEP));
  }

  @Test
  void pageThatIsNoLongerListedIsGone() {
    PageOutcome outcome = ended(facts().after(saw(Outcome.UNCHANGED, 1)).settle(Unlisted.GONE));
    assertEquals(Outcome.GONE, outcome.getOutcome());
    assertEquals(PageFacts.UNLISTED, outcome.getReason());
  }

  @Test
  void pageThatIsStillListedStays() {
    Facts facts = facts().asListed().after(saw(Outcome.FETCHED, 1));
    assertInstanceOf(Settlement.Leave.class, facts.settle(Unlisted.GONE));
  }

  @Test
  void pageInDoubtIsAskedFor() {
    Facts facts = facts().after(saw(Outcome.FETCHED, 1));
    assertEquals(ID, fetched(facts.settle(Unlisted.ASK)).link().getUrl());
    assertInstanceOf(Settlement.Leave.class, facts.settle(Unlisted.KEEP));
  }

  @ParameterizedTest
  @EnumSource(Unlisted.class)
  void gonePageIsBuriedOnce(Unlisted unlisted) {
    Facts facts = facts().after(saw(Outcome.FETCHED, 1), ended(Outcome.GONE, "http-404", 2));
    assertInstanceOf(Settlement.Leave.class, facts.settle(unlisted));
    assertInstanceOf(Settlement.Leave.class, facts.asDeleted().settle(unlisted));
  }

  @Test
  void pageThatCameBackIsFetchedWhateverItIs() {
    Facts facts =
        facts().withLinks(link()).after(saw(Outcome.FETCHED, 1), ended(Outcome.GONE, "x", 2));
    assertNull(fetched(facts.settle(Unlisted.KEEP)).content());
  }

  @Test
  void deletedPageIsGone() {
    PageOutcome outcome = ended(facts().asDeleted().settle(Unlisted.KEEP));
    assertEquals(PageFacts.DELETED, outcome.getReason());
  }

  @Test
  void givenPageIsTakenOnceAndThenUnchanged() {
    Settlement first =
        facts().withPages(page("t", "d", 5), page("t", "d", 6)).settle(Unlisted.KEEP);
    PageOutcome outcome = assertInstanceOf(Settlement.Take.class, first).outcome();
    assertEquals(Outcome.FETCHED, outcome.getOutcome());
    assertEquals(Instant.ofEpochSecond(6), outcome.getAt());
    Facts again = facts().withPages(page("t", "d", 9)).after(outcome);
    assertEquals(Outcome.UNCHANGED, ended(again.settle(Unlisted.KEEP)).getOutcome());
  }

  @Test
  void givenPageWithANewTitleOrTextIsNew() {
    Settlement first = facts().withPages(page("t", "d", 5)).settle(Unlisted.KEEP);
    PageOutcome outcome = assertInstanceOf(Settlement.Take.class, first).outcome();
    Facts title = facts().withPages(page("other", "d", 9)).after(outcome);
    assertInstanceOf(Settlement.Take.class, title.settle(Unlisted.KEEP));
    Facts text = facts().withPages(page("t", "other", 9)).after(outcome);
    assertInstanceOf(Settlement.Take.class, text.settle(Unlisted.KEEP));
  }

  private static Asked fetched(Settlement settlement) {
    return assertInstanceOf(Settlement.Fetch.class, settlement).asked();
  }

  private static PageOutcome ended(Settlement settlement) {
    return assertInstanceOf(Settlement.End.class, settlement).outcome();
  }

  private static PageOutcome saw(Outcome outcome, long second) {
    Instant at = Instant.ofEpochSecond(second);
    return new PageOutcome(ID, ID, outcome, null, null, 200, 1, "\"e\"", null, "d", at);
  }

  private static PageOutcome ended(Outcome outcome, String reason, long second) {
    Instant at = Instant.ofEpochSecond(second);
    return new PageOutcome(ID, ID, outcome, reason, null, 0, 1, null, null, null, at);
  }

  private static PageLink link() {
    return new PageLink(ID, null, null, null, List.of());
  }

  private static RawPage page(String title, String digest, long second) {
    Instant at = Instant.ofEpochSecond(second);
    ByteBuffer content = ByteBuffer.allocate(1);
    return new RawPage(
        ID, ID, title, "text/html", null, content, digest, at, null, null, List.of());
  }

  private static Facts facts() {
    return new Facts(List.of(), List.of(), false, false, List.of());
  }

  private record Facts(
      List<RawPage> pages,
      List<PageLink> links,
      boolean deleted,
      boolean listed,
      List<PageOutcome> known) {
    Facts withLinks(PageLink... more) {
      return new Facts(pages, List.of(more), deleted, true, known);
    }

    Facts withPages(RawPage... more) {
      return new Facts(List.of(more), links, deleted, true, known);
    }

    Facts asDeleted() {
      return new Facts(pages, links, true, listed, known);
    }

    Facts asListed() {
      return new Facts(pages, links, deleted, true, known);
    }

    Facts after(PageOutcome... outcomes) {
      return new Facts(pages, links, deleted, listed, List.of(outcomes));
    }

    Settlement settle(Unlisted unlisted) {
      return new PageFacts(ID, pages, links, deleted, listed, KnownPage.of(known))
          .settle(unlisted, NOW);
    }
  }
}
