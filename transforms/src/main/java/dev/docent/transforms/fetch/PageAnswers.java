package dev.docent.transforms.fetch;

import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.workspace.Hashes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges what a page's request gave. */
final class PageAnswers {
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final String HTML = "text/html";

  /** Media types that hold pages, and what the parser is told of each. */
  private static final Map<String, String> TYPES =
      Map.of(
          HTML,
          HTML,
          "application/xhtml+xml",
          HTML,
          "application/xml",
          HTML,
          "text/xml",
          HTML,
          "text/plain",
          "text/plain",
          "text/markdown",
          "text/plain");

  private PageAnswers() {}

  /** The request for a page; conditional where it was seen before. */
  static WebRequest request(Errand errand, long maxBytes) {
    PageOutcome known = errand.known();
    return known == null || known.getDigest() == null
        ? WebRequest.page(errand.url(), null, null, maxBytes)
        : WebRequest.page(errand.url(), known.getEtag(), known.getLastModified(), maxBytes);
  }

  /**
   * The page's one outcome.
   *
   * @param known the outcome that last saw its content
   */
  static FetchedPage judge(PageLink link, @Nullable PageOutcome known, WebAnswer answer) {
    Problem problem = answer.problem();
    if (GONE.contains(answer.status())) {
      return ended(link, answer, Outcome.GONE, "http-" + answer.status(), null);
    }
    if (problem != null) {
      Outcome outcome = problem.refused() ? Outcome.REFUSED : Outcome.FAILED;
      return ended(link, answer, outcome, problem.reason(), problem.detail());
    }
    if (answer.status() == 304) {
      return known == null
          ? ended(link, answer, Outcome.FAILED, "http-304", "unchanged, though nothing is known")
          : unchanged(link, known, answer);
    }
    if (answer.status() != 200) {
      String detail = "a page is expected to come with HTTP status 200";
      return ended(link, answer, Outcome.FAILED, "http-" + answer.status(), detail);
    }
    String type = answer.mediaType().isEmpty() ? HTML : TYPES.get(answer.mediaType());
    if (type == null) {
      String detail =
          "is '%s'; pages are %s".formatted(answer.mediaType(), String.join(", ", sorted()));
      return ended(link, answer, Outcome.REFUSED, "unsupported-type", detail);
    }
    String digest = Hashes.sha256(answer.body());
    if (known != null && digest.equals(known.getDigest())) {
      return unchanged(link, known, answer);
    }
    PageOutcome outcome =
        new PageOutcome(
            link.getUrl(),
            link.getUrl(),
            Outcome.FETCHED,
            null,
            null,
            answer.status(),
            answer.requests(),
            answer.header("etag"),
            answer.header("last-modified"),
            digest,
            answer.at());
    return new FetchedPage(
        outcome,
        new RawPage(
            link.getUrl(),
            answer.url(),
            link.getTitle(),
            type,
            Charsets.stated(answer),
            ByteBuffer.wrap(answer.body()),
            digest,
            answer.at(),
            link.getUpdated(),
            link.getPublished(),
            link.getTags()));
  }

  static FetchedPage tooManyRedirects(Errand errand, int most) {
    return failed(
        errand.link(),
        Problem.failed(
            "too-many-redirects",
            "more than %d: %s".formatted(most, WebRequest.chain(errand.chain()))));
  }

  /** For a page whose redirects and robots.txt lead to more hosts than there are rounds. */
  static FetchedPage tooFarAway(Errand errand) {
    RobotsTrip trip = errand.robots();
    return failed(
        errand.link(),
        trip == null
            ? Problem.failed(
                "too-many-redirects", "from host to host: " + WebRequest.chain(errand.chain()))
            : Problem.refused(
                "robots-unreachable",
                "robots.txt leads from host to host: " + WebRequest.chain(trip.led())));
  }

  /** For what was never asked. */
  static FetchedPage failed(PageLink link, Problem problem) {
    WebAnswer none = WebAnswer.of(link.getUrl(), 0, 0, problem);
    return judge(link, null, none);
  }

  private static FetchedPage unchanged(PageLink link, PageOutcome known, WebAnswer answer) {
    return new FetchedPage(
        new PageOutcome(
            link.getUrl(),
            link.getUrl(),
            Outcome.UNCHANGED,
            null,
            null,
            answer.status(),
            answer.requests(),
            or(answer.header("etag"), known.getEtag()),
            or(answer.header("last-modified"), known.getLastModified()),
            known.getDigest(),
            answer.at()),
        null);
  }

  private static FetchedPage ended(
      PageLink link, WebAnswer answer, Outcome how, String reason, @Nullable String detail) {
    return new FetchedPage(
        new PageOutcome(
            link.getUrl(),
            link.getUrl(),
            how,
            reason,
            detail,
            answer.status(),
            answer.requests(),
            null,
            null,
            null,
            answer.at()),
        null);
  }

  private static List<String> sorted() {
    return TYPES.keySet().stream().sorted().toList();
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }
}
