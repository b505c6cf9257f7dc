package dev.docent.records.tfrecord;

import java.util.List;

/** What a feature of an {@link Example} holds. */
sealed interface Feature {
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out uncopied
  record Int64s(long[] values) implements Feature {}

  @SuppressWarnings("ArrayRecordComponent")
  record Floats(float[] values) implements Feature {}

  record Bytes(List<byte[]> values) implements Feature {}
}
