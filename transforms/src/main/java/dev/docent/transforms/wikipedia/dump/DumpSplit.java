package dev.docent.transforms.wikipedia.dump;

import java.io.Serializable;

/**
 * A part of a dump file that is read by one worker.
 *
 * @param file the file's path or URI
 * @param fileBytes the file's size
 * @param format how the file is compressed
 * @param start offset in the file of its first byte
 * @param end offset in the file after its last byte. A page belongs to the split in which it
 *     starts; of a bzip2 file the blocks that start in it
 */
public record DumpSplit(String file, long fileBytes, Format format, long start, long end)
    implements Serializable {
  /** How a dump is compressed. */
  public enum Format {
    XML,
    BZIP2,
    GZIP
  }
}
