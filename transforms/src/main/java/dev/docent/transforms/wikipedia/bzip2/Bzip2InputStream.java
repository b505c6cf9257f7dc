package dev.docent.transforms.wikipedia.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes concatenated bzip2 streams (https://en.wikipedia.org/wiki/Bzip2), from their start or
 * from any block on. A block is handed out only when its checksum is right. Damage is thrown as a
 * {@link DamageException}, at its place in the data; if the source is {@link Rewindable}, reading
 * on goes on with the next block.
 *
 * <p>The reader owns the blocks that begin before its stop; {@link #ownedBytes()} says how much of
 * the decoded data they are. Not safe for several threads.
 */
public final class Bzip2InputStream extends InputStream {
  private static final long BLOCK_MAGIC = 0x314159265359L;
  private static final long END_MAGIC = 0x177245385090L;
  private static final long MAGIC_MASK = (1L << 48) - 1;
  private static final int BATCH = 4;

  private final BitReader bits;
  private final long stopBit;
  private final Block[] batch = new Block[BATCH];
  private int batchSize;
  private int current = -1;
  private int next;
  private long handedOut;
  private long ownedBytes = Long.MAX_VALUE;

  private @Nullable DamageException pending;
  private boolean ended;
  private boolean insideStream;
  private boolean checksumKnown;
  private int checksum;
  private boolean seekBlock;
  private long searchFrom;

  /** Reads from the start of the first stream to the end of the last. */
  public Bzip2InputStream(InputStream in) {
    this(in, 0, Long.MAX_VALUE >>> 3, true);
  }

  /**
   * Reads from an offset of a file.
   *
   * @param offset of the source's next byte
   * @param stop blocks that begin at or after this offset aren't owned
   * @param atStream whether a stream begins here; else the first block is searched for
   */
  public Bzip2InputStream(InputStream in, long offset, long stop, boolean atStream) {
    this.bits = new BitReader(in, offset);
    this.stopBit = stop << 3;
    this.seekBlock = !atStream;
    this.searchFrom = offset << 3;
  }

  /** Decoded bytes of owned blocks; the greatest number while that isn't known. */
  public long ownedBytes() {
    return ownedBytes;
  }

  /** Where the block begins from which the last byte came, in bytes of the file. */
  public long blockOffset() {
    return current < 0 ? searchFrom >>> 3 : block(Math.min(current, batchSize - 1)).start >>> 3;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (current < 0 || current >= batchSize || next == block(current).outSize()) {
      if (current >= 0 && current + 1 < batchSize) {
        current++;
        next = 0;
      } else if (!nextBatch()) {
        return -1;
      }
    }
    Block block = block(current);
    if (ownedBytes == Long.MAX_VALUE && block.start >= stopBit) {
      ownedBytes = handedOut;
    }
    int n = Math.min(count, block.outSize() - next);
    System.arraycopy(block.out(), next, target, from, n);
    next += n;
    handedOut += n;
    return n;
  }

  private Block block(int i) {
    // Made when needed: a block takes some 6 MB.
    if (batch[i] == null) {
      batch[i] = new Block();
    }
    return batch[i];
  }

  private boolean nextBatch() throws IOException {
    batchSize = 0;
    current = -1;
    next = 0;
    if (pending != null) {
      throw take();
    }
    int wanted = ownedBytes == Long.MAX_VALUE ? BATCH : 1;
    int read = 0;
    while (read < wanted && !ended && pending == null) {
      if (readBlock(block(read))) {
        read++;
        if (block(read - 1).start >= stopBit) {
          break;
        }
      }
    }
    InverseSort.run(batch, read);
    verify(read);
    if (batchSize == 0 && pending != null) {
      throw take();
    }
    current = batchSize > 0 ? 0 : -1;
    if (batchSize == 0 && ended && ownedBytes == Long.MAX_VALUE) {
      ownedBytes = handedOut;
    }
    return batchSize > 0;
  }

  private DamageException take() {
    DamageException damage = java.util.Objects.requireNonNull(pending);
    pending = null;
    if (!damage.isOwned() && ownedBytes == Long.MAX_VALUE) {
      ownedBytes = handedOut;
    }
    return damage;
  }

  private void verify(int read) throws IOException {
    for (int i = 0; i < read; i++) {
      Block block = block(i);
      block.expand();
      if (BlockCrc.of(block.out(), block.outSize()) != block.crc) {
        damaged("a bzip2 block's checksum is wrong", block.start);
        return;
      }
      batchSize = i + 1;
    }
  }

  /** Reads one block; false where there was a stream's start or end instead, damage, or the end. */
  private boolean readBlock(Block block) throws IOException {
    long start = bits.position();
    try {
      if (seekBlock) {
        if (!searchBlock()) {
          return false;
        }
        start = bits.position() - 48;
        if (start >= stopBit && handedOut == 0) {
          // Nothing is owned, so nothing that follows is needed.
          ended = true;
          return false;
        }
        return readBody(block, start);
      }
      if (!insideStream) {
        startStream();
        return false;
      }
      long magic = (long) bits.read(24) << 24 | bits.read(24);
      if (magic == BLOCK_MAGIC) {
        return readBody(block, start);
      }
      if (magic != END_MAGIC) {
        throw new IOException("a bzip2 block does not begin where it should");
      }
      int stated = bits.read(32);
      bits.align();
      insideStream = false;
      if (checksumKnown && stated != checksum) {
        pending =
            new DamageException("a bzip2 stream's checksum is wrong", start >>> 3, start < stopBit);
      }
      return false;
    } catch (EOFException e) {
      ended = true;
      pending = new DamageException(message(e), start >>> 3, start < stopBit);
      return false;
    } catch (IOException e) {
      damaged(message(e), start);
      return false;
    }
  }

  private boolean readBody(Block block, long start) throws IOException {
    block.start = start;
    block.read(bits);
    checksum = (checksum << 1 | checksum >>> 31) ^ block.crc;
    return true;
  }

  private static String message(IOException e) {
    return String.valueOf(e.getMessage());
  }

  private void startStream() throws IOException {
    if (bits.atEnd()) {
      ended = true;
      return;
    }
    int head = bits.read(32);
    if (head >>> 8 != 0x425a68 || (head & 0xff) < '1' || (head & 0xff) > '9') {
      throw new IOException("there is no bzip2 stream where one should begin");
    }
    insideStream = true;
    checksumKnown = true;
    checksum = 0;
  }

  /** Notes the damage, and goes on with the first block behind it, if the source can. */
  private void damaged(String what, long start) throws IOException {
    pending = new DamageException(what, start >>> 3, start < stopBit);
    if (bits.seek(start + 1)) {
      seekBlock = true;
      ended = false;
    } else {
      ended = true;
    }
  }

  private boolean searchBlock() throws IOException {
    checksumKnown = false;
    long window = 0;
    int have = 0;
    while (!bits.atEnd()) {
      window = (window << 1 | bits.read(1)) & MAGIC_MASK;
      if (++have >= 48 && window == BLOCK_MAGIC) {
        seekBlock = false;
        insideStream = true;
        return true;
      }
    }
    ended = true;
    return false;
  }
}
