package dev.docent.transforms.sources;

/** What it means that a source no longer names a page that an earlier window had. */
public enum Unlisted {
  /** The source names everything it has: the page is gone. */
  GONE,
  /** The page may be gone: ask for it, conditionally. */
  ASK,
  /** Nothing: the source names only what is new. */
  KEEP
}
