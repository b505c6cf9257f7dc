package dev.docent.transforms.pages;

import java.util.Comparator;

/**
 * Where a record lies in Avro files.
 *
 * @param file its path
 * @param block the position of the sync marker before its block
 * @param ordinal how many records of the block come before it
 */
record PagePlace(String file, long block, int ordinal) {
  static final Comparator<PagePlace> ORDER =
      Comparator.comparing(PagePlace::file)
          .thenComparingLong(PagePlace::block)
          .thenComparingInt(PagePlace::ordinal);

  /** Places of one file this near to one another are read by one worker, in one go. */
  static final long RANGE_BYTES = 16L << 20;

  /** The same for all places that are to be read in one go. */
  String range() {
    return block / RANGE_BYTES + " " + file;
  }
}
