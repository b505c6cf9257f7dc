package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The article's title for its lead, title and heading for its other sections. */
final class Titles implements QueryMaker {
  private static final int MAX_WORDS = 14;

  private final QueryKind kind;

  private Titles(QueryKind kind) {
    this.kind = kind;
  }

  static Titles alone() {
    return new Titles(QueryKind.TITLE);
  }

  static Titles withHeading() {
    return new Titles(QueryKind.TITLE_HEADING);
  }

  @Override
  public QueryKind kind() {
    return kind;
  }

  @Override
  public Attempts make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random) {
    List<String> path = section.headingPath();
    if (path.isEmpty() != (kind == QueryKind.TITLE) || text.prose().isEmpty()) {
      return Attempts.none();
    }
    return new Attempts(
        text.prose().subList(0, 1),
        1,
        lead ->
            query(section.articleTitle(), path)
                .map(query -> new MadeQuery(query, text.around(lead, random))));
  }

  private static Optional<String> query(String title, List<String> path) {
    String query =
        path.isEmpty() ? title : title.replace(':', ' ') + " " + path.get(path.size() - 1);
    query = Words.trim(Words.clean(query));
    // Title and heading together must say more than the heading, or it would be heading-only.
    int least = path.isEmpty() ? 2 : Words.contentTerms(path.get(path.size() - 1)) + 1;
    return Words.count(query) <= MAX_WORDS && Words.isTypeable(query, Math.max(2, least))
        ? Optional.of(query)
        : Optional.empty();
  }
}
