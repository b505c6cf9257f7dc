package dev.docent.transforms.wikipedia.dump;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * A part of a dump file that is read by one worker.
 *
 * @param file the file's path
 * @param fileBytes the file's size
 * @param bzip2 whether the file is compressed; then each split begins where a bzip2 stream does
 * @param start offset in the file of its first byte
 * @param end offset in the file after its last byte
 */
public record DumpSplit(String file, long fileBytes, boolean bzip2, long start, long end)
    implements Serializable {
  Path path() {
    return Path.of(file);
  }
}
