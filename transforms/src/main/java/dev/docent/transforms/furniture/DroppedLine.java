package dev.docent.transforms.furniture;

import java.io.Serializable;
import org.apache.commons.csv.CSVFormat;

/**
 * A row of the report on what was dropped.
 *
 * @param kind {@code line}, or {@code section} where all below a heading went
 * @param text as one of its pages has it
 * @param sitePages articles of the site
 * @param example id of one of its pages
 */
record DroppedLine(
    String site,
    String kind,
    String text,
    long pages,
    long occurrences,
    long sitePages,
    String example)
    implements Serializable {
  static final String HEADER = "site,kind,text,pages,occurrences,share,example_page";

  DroppedLine plus(DroppedLine other) {
    return new DroppedLine(
        site,
        kind,
        text.compareTo(other.text) <= 0 ? text : other.text,
        pages + other.pages,
        occurrences + other.occurrences,
        sitePages,
        example.compareTo(other.example) <= 0 ? example : other.example);
  }

  String csv() {
    String share = String.format(java.util.Locale.ROOT, "%.3f", (double) pages / sitePages);
    return CSVFormat.RFC4180.format(site, kind, text, pages, occurrences, share, example);
  }
}
