package dev.docent.transforms.dataset.queries;

/**
 * A query and the window of the section that it was made from.
 *
 * @param removedSentence the sentence to take out of the window, -1 for none
 */
record MadeQuery(String query, SectionText.Window window, int removedSentence) {
  static final int NONE = -1;

  MadeQuery(String query, SectionText.Window window) {
    this(query, window, NONE);
  }
}
