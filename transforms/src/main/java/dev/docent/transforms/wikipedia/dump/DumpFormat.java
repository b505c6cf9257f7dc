package dev.docent.transforms.wikipedia.dump;

/** How a dump file is written. */
public enum DumpFormat {
  /** Plain XML; may be divided anywhere. */
  XML,
  /** One bzip2 stream or many; may be divided anywhere, since each block can be found. */
  BZIP2,
  /** Can't be divided. */
  GZIP
}
