package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;

/** Says that data is missing here. Reading may go on: what follows is the next sound block. */
public final class DamageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long fileOffset;
  private final boolean beyondStop;

  DamageException(String what, long fileOffset, boolean beyondStop) {
    super(what);
    this.fileOffset = fileOffset;
    this.beyondStop = beyondStop;
  }

  /** Where the damaged block begins, in bytes of the file. */
  public long fileOffset() {
    return fileOffset;
  }

  /** Whether it begins after the stop, so that another reader meets it as its own. */
  public boolean isBeyondStop() {
    return beyondStop;
  }
}
