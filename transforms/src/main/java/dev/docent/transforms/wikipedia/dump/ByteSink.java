package dev.docent.transforms.wikipedia.dump;

import java.nio.charset.Charset;
import java.util.Arrays;

/** Bytes gathered up to a limit; what is offered beyond it is counted and dropped. */
final class ByteSink {
  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;
  private int keep;
  private long offered;

  /** Empties the sink and sets its limit. */
  void reset(int keepBytes) {
    keep = keepBytes;
    size = 0;
    offered = 0;
  }

  void write(byte b) {
    offered++;
    if (size < keep) {
      ensure(1);
      bytes[size++] = b;
    }
  }

  void write(byte[] source, int from, int count) {
    offered += count;
    int kept = Math.min(count, keep - size);
    if (kept > 0) {
      ensure(kept);
      System.arraycopy(source, from, bytes, size, kept);
      size += kept;
    }
  }

  /** Bytes kept. */
  int size() {
    return size;
  }

  /** The bytes kept, the first {@link #size()} of these. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes kept and dropped. */
  long offered() {
    return offered;
  }

  byte at(int index) {
    return bytes[index];
  }

  /** ASCII text of a range. */
  String substring(int from, int to) {
    return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  String toString(Charset charset) {
    return new String(bytes, 0, size, charset);
  }

  private void ensure(int more) {
    if (bytes.length < size + more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
