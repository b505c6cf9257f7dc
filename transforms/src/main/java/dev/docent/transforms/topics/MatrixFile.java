package dev.docent.transforms.topics;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.beam.sdk.util.UnownedOutputStream;

/**
 * A matrix's buckets in a file, each read anew for each pass: memory doesn't grow with the rows.
 */
final class MatrixFile implements LocalSvd.Rows {
  private static final SparseRows.Coder CODER = new SparseRows.Coder();

  private final Path file;
  private final long[] starts;

  private MatrixFile(Path file, long[] starts) {
    this.file = file;
    this.starts = starts;
  }

  /** Writes buckets, made one by one. */
  static MatrixFile write(Path file, int buckets, IntFunction<SparseRows> make) throws IOException {
    long[] starts = new long[buckets];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int bucket = 0; bucket < buckets; bucket++) {
        starts[bucket] = channel.position();
        OutputStream out =
            new BufferedOutputStream(
                new UnownedOutputStream(Channels.newOutputStream(channel)), 1 << 16);
        CODER.encode(make.apply(bucket), out);
        out.flush();
      }
    }
    return new MatrixFile(file, starts);
  }

  @Override
  public int buckets() {
    return starts.length;
  }

  @Override
  public SparseRows bucket(int number) {
    try (FileInputStream raw = new FileInputStream(file.toFile())) {
      raw.getChannel().position(starts[number]);
      InputStream in = new BufferedInputStream(raw, 1 << 16);
      return CODER.decode(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes rows as the peer's script reads them: number of rows, columns and values, then the rows'
   * starts (all int64), the columns (int32) and the values (float32), little-endian.
   */
  static void export(LocalSvd.Rows rows, int terms, Path file) throws IOException {
    long sections = 0;
    long values = 0;
    for (int b = 0; b < rows.buckets(); b++) {
      SparseRows bucket = rows.bucket(b);
      sections += bucket.size();
      values += bucket.values().length;
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      putLongs(out, List.of(sections, (long) terms, values, 0L));
      long start = 0;
      for (int b = 0; b < rows.buckets(); b++) {
        SparseRows bucket = rows.bucket(b);
        ByteBuffer buffer = littleEndian(8 * bucket.size());
        for (int row = 0; row < bucket.size(); row++) {
          buffer.putLong(start + bucket.end(row));
        }
        start += bucket.values().length;
        out.write(buffer.array());
      }
      for (int b = 0; b < rows.buckets(); b++) {
        int[] columns = rows.bucket(b).columns();
        ByteBuffer buffer = littleEndian(4 * columns.length);
        buffer.asIntBuffer().put(columns);
        out.write(buffer.array());
      }
      for (int b = 0; b < rows.buckets(); b++) {
        out.write(bytes(rows.bucket(b).values()));
      }
    }
  }

  /** Floats, little-endian. */
  static byte[] bytes(float[] values) {
    ByteBuffer buffer = littleEndian(4 * values.length);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** The floats of such bytes. */
  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static void putLongs(OutputStream out, List<Long> values) throws IOException {
    ByteBuffer buffer = littleEndian(8 * values.size());
    values.forEach(buffer::putLong);
    out.write(buffer.array());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
