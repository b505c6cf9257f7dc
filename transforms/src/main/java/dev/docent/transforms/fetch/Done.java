package dev.docent.transforms.fetch;

/** What became of a page on one host: it ended there, or was led to another host. */
sealed interface Done permits FetchedPage, Errand {
  /** The page's id. */
  String id();

  /** How much of its content is held in memory. */
  long bytes();
}
