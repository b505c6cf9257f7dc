package dev.docent.records.tfrecord;

import java.util.zip.CRC32C;

/**
 * The checksum of TFRecord framing: CRC-32C, rotated and shifted so that the checksum of data which
 * holds checksums itself is still a good one (TensorFlow, {@code lib/hash/crc32c.h}).
 */
final class MaskedCrc {
  private static final int MASK_DELTA = 0xa282ead8;

  private MaskedCrc() {}

  static int of(byte[] data, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, offset, length);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + MASK_DELTA;
  }

  static int of(byte[] data) {
    return of(data, 0, data.length);
  }
}
