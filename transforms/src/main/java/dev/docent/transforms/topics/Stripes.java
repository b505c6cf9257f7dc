package dev.docent.transforms.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.values.KV;

/** A wide block in pieces of about a megabyte, which every runner's shuffle takes with ease. */
final class Stripes {
  /** The number of a stripe that isn't one: it holds the matrix's squared Frobenius norm alone. */
  static final int ENERGY = -1;

  private static final int VALUES = 1 << 17;

  private Stripes() {}

  /** Hands each stripe of a block with its number, from 0, to an action. */
  static void cut(DenseBlock block, BiConsumer<Integer, DenseBlock> action) {
    int rows = block.rows();
    int columns = block.columns();
    double[] values = block.values();
    int height = Math.max(1, VALUES / Math.max(1, columns));
    for (int number = 0; number * height < rows; number++) {
      int first = number * height;
      int last = Math.min(rows, first + height);
      action.accept(
          number,
          new DenseBlock(
              last - first, columns, Arrays.copyOfRange(values, first * columns, last * columns)));
    }
  }

  /** Puts the stripes of one block, in any order, together again. */
  static DenseBlock join(Iterable<KV<Integer, DenseBlock>> stripes) {
    List<KV<Integer, DenseBlock>> sorted = new ArrayList<>();
    for (KV<Integer, DenseBlock> stripe : stripes) {
      if (stripe.getKey() != ENERGY) {
        sorted.add(stripe);
      }
    }
    sorted.sort(Comparator.comparing(KV::getKey));
    int rows = sorted.stream().mapToInt(stripe -> stripe.getValue().rows()).sum();
    int columns = sorted.isEmpty() ? 0 : sorted.get(0).getValue().columns();
    double[] values = new double[Math.multiplyExact(rows, columns)];
    int next = 0;
    for (KV<Integer, DenseBlock> stripe : sorted) {
      double[] source = stripe.getValue().values();
      System.arraycopy(source, 0, values, next, source.length);
      next += source.length;
    }
    return new DenseBlock(rows, columns, values);
  }

  /** The squared Frobenius norm that came with the stripes. */
  static double energy(Iterable<KV<Integer, DenseBlock>> stripes) {
    for (KV<Integer, DenseBlock> stripe : stripes) {
      if (stripe.getKey() == ENERGY) {
        return stripe.getValue().get(0, 0);
      }
    }
    throw new IllegalArgumentException("no stripe holds the energy");
  }
}
