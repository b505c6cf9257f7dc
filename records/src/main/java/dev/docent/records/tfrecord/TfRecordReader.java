package dev.docent.records.tfrecord;

import dev.docent.records.UserException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a TFRecord file in order and checks every checksum.
 *
 * <p>A file that is cut off or damaged ends in a {@link UserException} that names the file, the
 * record's number (from 0) and its place in bytes; the records before it have been handed out.
 */
public final class TfRecordReader implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEADER_BYTES = 12;

  /** A length above this is damage; nothing of ours comes near it. */
  private static final long MAX_RECORD_BYTES = 1L << 30;

  private final InputStream in;
  private final String name;
  private long record;
  private long position;

  private TfRecordReader(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /**
   * Opens a file.
   *
   * @throws UserException if there is none
   */
  public static TfRecordReader open(Path file) throws IOException {
    try {
      return of(Files.newInputStream(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new UserException("there is no TFRecord file '%s'".formatted(file), e);
    }
  }

  /**
   * Reads a stream, which {@link #close()} closes.
   *
   * @param name what error messages call it
   */
  public static TfRecordReader of(InputStream in, String name) {
    return new TfRecordReader(new BufferedInputStream(in, BUFFER_BYTES), name);
  }

  /** The next record, null at the end of the file. */
  public byte @Nullable [] next() throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length == 0) {
      return null;
    }
    if (header.length < HEADER_BYTES) {
      throw damaged("is cut off in its length");
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    long length = fields.getLong();
    if (fields.getInt() != MaskedCrc.of(header, 0, Long.BYTES)) {
      throw damaged("has a length that doesn't match its checksum");
    }
    if (length < 0 || length > MAX_RECORD_BYTES) {
      throw damaged("has an impossible length of %d bytes".formatted(length));
    }
    byte[] data = in.readNBytes((int) length);
    byte[] footer = in.readNBytes(Integer.BYTES);
    if (data.length < length || footer.length < Integer.BYTES) {
      throw damaged("is cut off: %d of its %d bytes are there".formatted(data.length, length));
    }
    if (ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).getInt() != MaskedCrc.of(data)) {
      throw damaged("has data that doesn't match its checksum");
    }
    record++;
    position += HEADER_BYTES + length + Integer.BYTES;
    return data;
  }

  /**
   * The next record as an example, null at the end of the file.
   *
   * @throws UserException if a record isn't an example
   */
  public @Nullable Example nextExample() throws IOException {
    long number = record;
    byte[] data = next();
    if (data == null) {
      return null;
    }
    try {
      return Example.parse(data);
    } catch (IOException e) {
      throw new UserException(
          "record %d of '%s' is no tf.train.Example: %s".formatted(number, name, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private UserException damaged(String what) {
    return new UserException(
        "record %d of '%s' (at byte %d) %s; make the file again"
            .formatted(record, name, position, what));
  }
}
