package dev.docent.records.avro;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;

/**
 * Avro's codec 'zstandard' for reading. Avro's own makes a new context and lets a stream grow for
 * each block, which took three times as long as the unpacking itself. Here contexts go from block
 * to block, and a reader's blocks share two arrays. What is written is the same.
 */
final class ZstdBlocks extends Codec {
  /** Most blocks are a little larger than Avro's 64,000 bytes. */
  private static final int FIRST_BYTES = 1 << 17;

  /** The JVM's largest array. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  /** As many as there ever were readers at work at the same time. */
  private static final Queue<ZstdDecompressCtx> CONTEXTS = new ConcurrentLinkedQueue<>();

  private byte[] block = new byte[FIRST_BYTES];

  /** Avro reads the next packed block into the array of the last unpacked one. */
  private byte[] other = new byte[0];

  private ZstdBlocks() {}

  /** Has Avro unpack by this class in this JVM. */
  static void register() {
    CodecFactory.addCodec(DataFileConstants.ZSTANDARD_CODEC, new Factory());
  }

  @Override
  public String getName() {
    return DataFileConstants.ZSTANDARD_CODEC;
  }

  @Override
  public ByteBuffer compress(ByteBuffer plain) {
    byte[] bytes = new byte[plain.remaining()];
    plain.duplicate().get(bytes);
    return ByteBuffer.wrap(Zstd.compress(bytes, AvroFiles.ZSTD_LEVEL));
  }

  @Override
  public ByteBuffer decompress(ByteBuffer packed) throws IOException {
    if (packed.array() == block) {
      block = other;
      other = packed.array();
    }
    ZstdDecompressCtx reused = CONTEXTS.poll();
    ZstdDecompressCtx context = reused == null ? new ZstdDecompressCtx() : reused;
    try {
      int size = unpack(packed, context);
      return ByteBuffer.wrap(block, 0, size);
    } catch (ZstdException e) {
      throw new IOException("a block does not unpack: " + e.getMessage(), e);
    } finally {
      CONTEXTS.add(context);
    }
  }

  /** The blocks don't tell their size. */
  private int unpack(ByteBuffer packed, ZstdDecompressCtx context) {
    while (true) {
      try {
        return context.decompressByteArray(
            block,
            0,
            block.length,
            packed.array(),
            packed.arrayOffset() + packed.position(),
            packed.remaining());
      } catch (ZstdException e) {
        if (e.getErrorCode() != Zstd.errDstSizeTooSmall() || block.length == MOST_BYTES) {
          throw e;
        }
        block = new byte[(int) Math.min(MOST_BYTES, Math.max(FIRST_BYTES, 2L * block.length))];
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ZstdBlocks;
  }

  @Override
  public int hashCode() {
    return getName().hashCode();
  }

  private static final class Factory extends CodecFactory {
    @Override
    protected Codec createInstance() {
      return new ZstdBlocks();
    }
  }
}
