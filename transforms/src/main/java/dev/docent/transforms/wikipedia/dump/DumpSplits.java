package dev.docent.transforms.wikipedia.dump;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Divides a dump among workers. A plain file is divided anywhere; a bzip2 file where one of its
 * streams begins, or, where none is near, anywhere: the reader searches for the first block. A file
 * of gzip stays whole. A page belongs to the split in which it starts, so neither streams nor
 * blocks need hold whole pages.
 */
public final class DumpSplits {
  /** A split costs its reader up to one more bzip2 block, some 40 ms. */
  static final long MIN_SPLIT_BYTES = 4L << 20;

  private static final int MAX_SPLITS = 1024;
  private static final int WINDOW_BYTES = 1 << 20;

  /** A stream's head, "BZh", the level, and its first block's: pi in binary coded decimal. */
  private static final byte[] BLOCK_HEAD = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};

  private static final int HEAD_BYTES = 4 + BLOCK_HEAD.length;

  private DumpSplits() {}

  /**
   * Divides a dump file, or all dump files of a folder (names that contain {@code .xml}).
   *
   * @throws UserException if there is nothing to read, or it is of another format
   */
  public static List<DumpSplit> of(Path dump) throws IOException {
    return of(dump, MIN_SPLIT_BYTES);
  }

  static List<DumpSplit> of(Path dump, long minSplitBytes) throws IOException {
    List<DumpSplit> splits = new ArrayList<>();
    for (Path file : files(dump)) {
      addFile(file, minSplitBytes, splits);
    }
    return splits;
  }

  private static List<Path> files(Path dump) throws IOException {
    if (!Files.isDirectory(dump)) {
      return List.of(dump);
    }
    try (Stream<Path> children = Files.list(dump)) {
      List<Path> files =
          children
              .filter(Files::isRegularFile)
              .filter(file -> String.valueOf(file.getFileName()).contains(".xml"))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new UserException(
            "the folder '%s' has no dump: no file with '.xml' in its name".formatted(dump));
      }
      return files;
    }
  }

  private static void addFile(Path file, long minSplitBytes, List<DumpSplit> splits)
      throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      DumpFormat format = format(file, channel);
      long wanted =
          format == DumpFormat.GZIP
              ? 1
              : Math.max(1, Math.min(MAX_SPLITS, size / Math.max(1, minSplitBytes)));
      long start = 0;
      for (long i = 1; i < wanted; i++) {
        long from = Math.max(start + 1, size / wanted * i);
        long stream =
            format == DumpFormat.BZIP2 ? nextStream(channel, from, from + WINDOW_BYTES) : -1;
        long cut = stream < 0 ? from : stream;
        if (cut > start) {
          splits.add(new DumpSplit(file.toString(), size, format, start, cut));
          start = cut;
        }
      }
      splits.add(new DumpSplit(file.toString(), size, format, start, size));
    }
  }

  private static DumpFormat format(Path file, SeekableByteChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(64);
    channel.position(0);
    while (head.hasRemaining() && channel.read(head) >= 0) {
      // Reads on.
    }
    String start =
        new String(head.array(), 0, head.position(), java.nio.charset.StandardCharsets.ISO_8859_1);
    if (start.startsWith("BZh")) {
      return DumpFormat.BZIP2;
    }
    if (start.startsWith("\u001f\u008b")) {
      return DumpFormat.GZIP;
    }
    String xml = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
    if (xml.stripLeading().startsWith("<")) {
      return DumpFormat.XML;
    }
    throw new UserException(
        "'%s' is %s; a MediaWiki XML dump is plain XML, bzip2 or gzip (.xml, .xml.bz2, .xml.gz)"
            .formatted(
                file,
                start.isEmpty()
                    ? "empty"
                    : start.startsWith("7z") ? "a 7z archive" : "neither XML, bzip2 nor gzip"));
  }

  /**
   * Offset of the first stream that begins at or after an offset; -1 where none does before the
   * other.
   */
  static long nextStream(SeekableByteChannel channel, long from, long to) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
    long offset = from;
    while (offset < to) {
      channel.position(offset);
      window.clear();
      while (window.hasRemaining() && channel.read(window) >= 0) {
        // Reads on.
      }
      int n = window.position();
      byte[] bytes = window.array();
      for (int i = 0; i + HEAD_BYTES <= n; i++) {
        if (bytes[i] == 'B' && isHead(bytes, i)) {
          return offset + i;
        }
      }
      if (n < WINDOW_BYTES) {
        return -1;
      }
      offset += n - HEAD_BYTES + 1;
    }
    return -1;
  }

  private static boolean isHead(byte[] bytes, int at) {
    if (bytes[at + 1] != 'Z'
        || bytes[at + 2] != 'h'
        || bytes[at + 3] < '1'
        || bytes[at + 3] > '9') {
      return false;
    }
    for (int i = 0; i < BLOCK_HEAD.length; i++) {
      if (bytes[at + 4 + i] != BLOCK_HEAD[i]) {
        return false;
      }
    }
    return true;
  }
}
