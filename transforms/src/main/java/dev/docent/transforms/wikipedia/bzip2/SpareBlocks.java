package dev.docent.transforms.wikipedia.bzip2;

import java.lang.ref.SoftReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What closed readers have left: 77 MB each, which a worker that reads a dump's splits one after
 * another would else make, and have collected, for every one of them. Given up where memory runs
 * short.
 */
final class SpareBlocks {
  private static final Queue<SoftReference<Block>> SPARE = new ConcurrentLinkedQueue<>();

  private SpareBlocks() {}

  /** A block for streams of a level, for this caller alone. */
  static Block take(int blockBytes) {
    for (SoftReference<Block> next = SPARE.poll(); next != null; next = SPARE.poll()) {
      Block block = next.get();
      if (block != null && block.chains().blockBytes == blockBytes) {
        return block;
      }
    }
    return new Block(new Chains(blockBytes));
  }

  /** Takes a block back, which nobody may use any more. */
  static void give(Block block) {
    SPARE.add(new SoftReference<>(block));
  }
}
