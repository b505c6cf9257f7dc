package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;

/** A source that can go back, so that a decoder finds the block behind a damaged one. */
public interface Rewindable {
  /** The next byte to be read is that of this offset in the file. */
  void seek(long offset) throws IOException;
}
