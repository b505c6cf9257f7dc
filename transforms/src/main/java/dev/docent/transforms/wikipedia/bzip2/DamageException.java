package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;

/** Says that data is missing here. The stream can be read on: it goes on with the next block. */
public final class DamageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long fileOffset;
  private final boolean owned;

  DamageException(String what, long fileOffset, boolean owned) {
    super(what);
    this.fileOffset = fileOffset;
    this.owned = owned;
  }

  /** Where the damaged block or stream begins, in bytes of the file. */
  public long fileOffset() {
    return fileOffset;
  }

  /** Whether it begins before the stream's stop, so that no other reader meets it as its own. */
  public boolean isOwned() {
    return owned;
  }
}
