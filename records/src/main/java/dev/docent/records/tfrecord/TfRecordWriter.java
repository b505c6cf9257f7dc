package dev.docent.records.tfrecord;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a TFRecord file: each record is its length (uint64, little-endian), the masked CRC-32C of
 * those 8 bytes, the data, and the masked CRC-32C of the data.
 */
public final class TfRecordWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer footer = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);

  private TfRecordWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes a file, in place of an old one; makes its folder where there is none. */
  public static TfRecordWriter create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return to(Files.newOutputStream(file));
  }

  /** Writes to a stream, which {@link #close()} closes. */
  public static TfRecordWriter to(OutputStream out) {
    return new TfRecordWriter(new BufferedOutputStream(out, BUFFER_BYTES));
  }

  /** Appends a record. */
  public void write(byte[] data) throws IOException {
    header.clear();
    header.putLong(data.length);
    header.putInt(MaskedCrc.of(header.array(), 0, Long.BYTES));
    out.write(header.array());
    out.write(data);
    footer.clear();
    footer.putInt(MaskedCrc.of(data));
    out.write(footer.array());
  }

  /** Appends an example as a record. */
  public void write(Example example) throws IOException {
    write(example.toByteArray());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
