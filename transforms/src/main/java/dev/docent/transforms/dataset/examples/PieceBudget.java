package dev.docent.transforms.dataset.examples;

import dev.docent.records.text.PairEncoder;

/** Room for a passage's text in a packed pair. */
final class PieceBudget {
  /** The three special pieces. */
  private static final int SPECIAL = 3;

  /** Most queries have fewer pieces; with longer ones the encoder cuts a passage's last words. */
  private static final int QUERY = 12;

  private static final int LEAST = 12;

  private PieceBudget() {}

  /** Word pieces of text beside a full title and a query of usual length. */
  static int of(int sequenceLength) {
    int room = sequenceLength - SPECIAL;
    int title = Math.min(PairEncoder.TITLE_PIECES, room / 4);
    int query = Math.min(QUERY, room / 3);
    return Math.max(LEAST, room - title - query);
  }
}
