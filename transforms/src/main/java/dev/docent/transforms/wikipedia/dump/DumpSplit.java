package dev.docent.transforms.wikipedia.dump;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * A part of a dump file that is read by one worker.
 *
 * @param file the file's path
 * @param fileBytes the file's size
 * @param format how the file is written; a bzip2 block belongs to the split in which it begins
 * @param start offset in the file of its first byte
 * @param end offset in the file after its last byte
 */
public record DumpSplit(String file, long fileBytes, DumpFormat format, long start, long end)
    implements Serializable {
  Path path() {
    return Path.of(file);
  }
}
