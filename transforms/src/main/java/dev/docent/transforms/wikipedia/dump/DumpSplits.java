package dev.docent.transforms.wikipedia.dump;

import dev.docent.records.UserException;
import dev.docent.transforms.wikipedia.dump.DumpFiles.DumpFile;
import dev.docent.transforms.wikipedia.dump.DumpSplit.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a dump among workers: a plain file anywhere; a bzip2 file where a stream begins, by its
 * index or by looking, or else anywhere, since a reader finds the next block by itself; a gzip file
 * not at all. A page belongs to the split in which it starts, so streams and blocks need not hold
 * whole pages.
 */
public final class DumpSplits {
  /** A split costs its reader up to sixteen more bzip2 blocks, some 400 ms. */
  static final long MIN_SPLIT_BYTES = 8L << 20;

  private static final int MAX_SPLITS = 1024;

  /** How far a stream's head is looked for. Multistream dumps have streams of some 100 kB. */
  private static final int WINDOW_BYTES = 1 << 20;

  /** A stream's head, "BZh", the level, and its first block's: pi in binary coded decimal. */
  private static final byte[] BLOCK_HEAD = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};

  private static final int HEAD_BYTES = 4 + BLOCK_HEAD.length;

  private DumpSplits() {}

  /** Divides a dump in this machine's file system. */
  public static List<DumpSplit> of(Path dump) throws IOException {
    return of(dump.toString());
  }

  /**
   * Divides a dump.
   *
   * @param dump a file, a folder, a pattern; also of a store, as {@code s3://bucket/folder/}
   * @throws UserException if there is nothing to read, or it is of another format
   */
  public static List<DumpSplit> of(String dump) throws IOException {
    return of(dump, MIN_SPLIT_BYTES);
  }

  static List<DumpSplit> of(Path dump, long minSplitBytes) throws IOException {
    return of(dump.toString(), minSplitBytes);
  }

  static List<DumpSplit> of(String dump, long minSplitBytes) throws IOException {
    List<DumpSplit> splits = new ArrayList<>();
    for (DumpFile file : DumpFiles.of(dump)) {
      Format format = format(file.name());
      long parts =
          format == Format.GZIP
              ? 1
              : Math.max(1, Math.min(MAX_SPLITS, file.bytes() / Math.max(1, minSplitBytes)));
      long[] wanted = new long[(int) parts - 1];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = Math.max(i + 1, file.bytes() / parts * (i + 1));
      }
      addFile(file, format, format == Format.BZIP2 ? streams(file, wanted) : wanted, splits);
    }
    return splits;
  }

  private static void addFile(DumpFile file, Format format, long[] cuts, List<DumpSplit> splits) {
    long start = 0;
    for (long cut : cuts) {
      if (cut > start && cut < file.bytes()) {
        splits.add(new DumpSplit(file.name(), file.bytes(), format, start, cut));
        start = cut;
      }
    }
    splits.add(new DumpSplit(file.name(), file.bytes(), format, start, file.bytes()));
  }

  /** The wanted cuts moved to where a stream begins, where one does nearby. */
  private static long[] streams(DumpFile file, long[] wanted) throws IOException {
    long[] indexed = StreamIndex.streamsAt(file.name(), wanted);
    long[] cuts = wanted.clone();
    for (int i = 0; i < wanted.length; i++) {
      // An index of another dump leads nowhere.
      if (i < indexed.length && headIn(DumpFiles.bytes(file.name(), indexed[i], HEAD_BYTES)) == 0) {
        cuts[i] = indexed[i];
        continue;
      }
      int head = headIn(DumpFiles.bytes(file.name(), wanted[i], WINDOW_BYTES));
      cuts[i] = head < 0 ? wanted[i] : wanted[i] + head;
    }
    return cuts;
  }

  private static Format format(String file) throws IOException {
    String start = new String(DumpFiles.bytes(file, 0, 64), StandardCharsets.ISO_8859_1);
    if (start.startsWith("BZh")) {
      return Format.BZIP2;
    }
    if (start.startsWith("\u001f\u008b")) {
      return Format.GZIP;
    }
    String xml = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
    if (xml.stripLeading().startsWith("<")) {
      return Format.XML;
    }
    throw new UserException(
        "'%s' is %s; a MediaWiki XML dump is plain XML, bzip2 or gzip (.xml, .xml.bz2 or .xml.gz)"
            .formatted(
                file,
                start.isEmpty()
                    ? "empty"
                    : start.startsWith("7z") ? "a 7z archive" : "neither XML nor bzip2"));
  }

  /** Where a stream with a block begins; -1 where none does. */
  static int headIn(byte[] bytes) {
    for (int i = 0; i + HEAD_BYTES <= bytes.length; i++) {
      if (bytes[i] == 'B' && isHead(bytes, i)) {
        return i;
      }
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
