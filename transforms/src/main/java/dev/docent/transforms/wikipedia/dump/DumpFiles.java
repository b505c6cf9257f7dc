package dev.docent.transforms.wikipedia.dump;

import dev.docent.records.UserException;
import dev.docent.transforms.stored.WholeChannel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/** Finds and opens a dump's files, in a folder here or in any store that Beam knows. */
final class DumpFiles {
  private static final String INDEX = "-multistream-index.txt";

  private DumpFiles() {}

  /** A file and its size. */
  record DumpFile(String name, long bytes) {}

  /**
   * The files of a dump.
   *
   * @param spec a file, a pattern such as {@code s3://bucket/enwiki-*.bz2}, or a folder (one in a
   *     store ends with a slash), of which files with {@code .xml} in their names are taken
   * @throws UserException if there are none
   */
  static List<DumpFile> of(String spec) throws IOException {
    Path local = local(spec);
    if (local != null && Files.isRegularFile(local)) {
      return List.of(new DumpFile(local.toString(), Files.size(local)));
    }
    boolean folder = spec.endsWith("/") || (local != null && Files.isDirectory(local));
    String pattern = folder ? (spec.endsWith("/") ? spec : spec + "/") + "*" : spec;
    List<DumpFile> files =
        match(pattern).stream()
            .map(found -> new DumpFile(found.resourceId().toString(), found.sizeBytes()))
            .filter(file -> !folder || name(file).contains(".xml"))
            .filter(file -> !file.name().contains(INDEX))
            .sorted(Comparator.comparing(DumpFile::name))
            .toList();
    if (files.isEmpty()) {
      throw new UserException(
          folder
              ? "the folder '%s' has no dump: no file with '.xml' in its name".formatted(spec)
              : "there is no dump '%s'; a file, a folder or a pattern is wanted".formatted(spec));
    }
    return files;
  }

  /** Opens a file at an offset. */
  static ReadableByteChannel open(String file, long offset) throws IOException {
    Path local = local(file);
    ReadableByteChannel channel =
        local != null ? Files.newByteChannel(local) : WholeChannel.open(file);
    if (channel instanceof SeekableByteChannel seekable) {
      seekable.position(offset);
    } else {
      ByteBuffer skipped = ByteBuffer.allocate(1 << 16);
      for (long left = offset; left > 0; ) {
        skipped.clear().limit((int) Math.min(left, skipped.capacity()));
        int n = channel.read(skipped);
        left = n < 0 ? 0 : left - n;
      }
    }
    return channel;
  }

  /** Up to so many bytes from an offset on. */
  static byte[] bytes(String file, long offset, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    try (ReadableByteChannel channel = open(file, offset)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Reads on.
      }
    }
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static List<MatchResult.Metadata> match(String pattern) throws IOException {
    try {
      return FileSystems.match(pattern).metadata();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static String name(DumpFile file) {
    return file.name().substring(file.name().lastIndexOf('/') + 1);
  }

  private static @org.jspecify.annotations.Nullable Path local(String spec) {
    try {
      return spec.contains("://") ? null : Path.of(spec);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
