package dev.docent.transforms.furniture;

/**
 * Tells furniture from content that is rightly repeated. Being on many pages is no proof by itself:
 * a reference says 'string' everywhere, and a warning may belong to a third of a site. So what
 * looks like content must be on half of all pages and always at a page's edge, or on six of ten
 * pages, short, and always at a section's edge; the phrases of a page's frame ('Edit this page')
 * need a tenth. Chosen on five real sites, see {@code docs/parse.md}.
 */
final class FurnitureRule {
  /** Smaller sites show nothing by their statistics. */
  static final int MIN_SITE_PAGES = 20;

  /** However small the site is. */
  static final int MIN_PAGES = 5;

  static final double MIN_SHARE_OF_FRAME = 0.1;
  static final double MIN_SHARE_AT_EDGE = 0.5;
  static final double MIN_SHARE_ANYWHERE = 0.6;

  /** A line is at the edge when so many of its occurrences are. */
  static final double MIN_EDGE_SHARE = 0.8;

  private FurnitureRule() {}

  static boolean isFurniture(LineCount line, long sitePages) {
    if (sitePages < MIN_SITE_PAGES || line.pages() < MIN_PAGES) {
      return false;
    }
    double share = (double) line.pages() / sitePages;
    if (line.is(LineCount.FRAME) && share >= MIN_SHARE_OF_FRAME) {
      return true;
    }
    if (line.is(LineCount.HEADING)) {
      return false;
    }
    boolean atPageEdge = line.edgePages() >= MIN_EDGE_SHARE * line.pages();
    if (atPageEdge && share >= MIN_SHARE_AT_EDGE) {
      return true;
    }
    return share >= MIN_SHARE_ANYWHERE
        && line.is(LineCount.ALONE)
        && line.is(LineCount.SHORT)
        && line.sectionEdges() >= MIN_EDGE_SHARE * line.occurrences();
  }
}
