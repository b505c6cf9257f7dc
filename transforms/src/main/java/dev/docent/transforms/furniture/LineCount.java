package dev.docent.transforms.furniture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * How often a line stands on a site. No text: these counts are kept for every line there is.
 *
 * @param site hash of the site's name
 * @param traits bits that follow from the text: {@link #FRAME}, {@link #ALONE}, {@link #SHORT},
 *     {@link #HEADING}; {@link #SITE} where it is no line
 * @param pages articles that have it
 * @param edgePages articles that have it at their beginning or end
 * @param occurrences how often it stands in all of them
 * @param sectionEdges how many of these are at a section's beginning or end
 */
record LineCount(
    long site, long traits, long pages, long edgePages, long occurrences, long sectionEdges) {
  static final long FRAME = 1;
  static final long ALONE = 2;
  static final long SHORT = 4;
  static final long HEADING = 8;

  /** No line, but the count of a site's pages, which is taken along. */
  static final long SITE = 16;

  /** Up to so many words a line is short. */
  private static final int SHORT_WORDS = 12;

  static LineCount ofFirst(long site, Line line) {
    String text = line.normalised();
    boolean frame = line.heading() ? LineText.isFrameHeading(text) : LineText.isFrame(text);
    long traits =
        (frame ? FRAME : 0)
            | (LineText.standsAlone(text) ? ALONE : 0)
            | (LineText.words(text) <= SHORT_WORDS ? SHORT : 0)
            | (line.heading() ? HEADING : 0);
    return new LineCount(
        site, traits, 1, line.atPageEdge() ? 1 : 0, 1, line.atSectionEdge() ? 1 : 0);
  }

  /** A page of a site. */
  static LineCount ofPage(long site) {
    return new LineCount(site, SITE, 1, 0, 0, 0);
  }

  /** One more occurrence on the same page. */
  LineCount again(Line line) {
    return new LineCount(
        site,
        traits,
        pages,
        line.atPageEdge() ? 1 : edgePages,
        occurrences + 1,
        sectionEdges + (line.atSectionEdge() ? 1 : 0));
  }

  LineCount plus(LineCount other) {
    return new LineCount(
        site,
        traits,
        pages + other.pages,
        edgePages + other.edgePages,
        occurrences + other.occurrences,
        sectionEdges + other.sectionEdges);
  }

  boolean is(long trait) {
    return (traits & trait) != 0;
  }

  /** Six numbers of variable length. */
  static final class InBytes extends AtomicCoder<LineCount> {
    private static final long serialVersionUID = 1L;
    private static final VarLongCoder NUMBER = VarLongCoder.of();

    @Override
    public void encode(LineCount count, OutputStream out) throws IOException {
      NUMBER.encode(count.site, out);
      NUMBER.encode(count.traits, out);
      NUMBER.encode(count.pages, out);
      NUMBER.encode(count.edgePages, out);
      NUMBER.encode(count.occurrences, out);
      NUMBER.encode(count.sectionEdges, out);
    }

    @Override
    public LineCount decode(InputStream in) throws IOException {
      return new LineCount(
          NUMBER.decode(in),
          NUMBER.decode(in),
          NUMBER.decode(in),
          NUMBER.decode(in),
          NUMBER.decode(in),
          NUMBER.decode(in));
    }
  }
}
