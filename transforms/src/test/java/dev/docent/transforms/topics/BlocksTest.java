package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class BlocksTest {
  @Test
  void stripesJoinInAnyOrder() {
    DenseBlock block = Matrices.block(5000, 64, 3);
    List<KV<Integer, DenseBlock>> stripes = new ArrayList<>();
    Stripes.cut(block, (number, stripe) -> stripes.add(KV.of(number, stripe)));
    assertTrue(stripes.size() > 1, "one stripe alone proves nothing");
    stripes.add(KV.of(Stripes.ENERGY, new DenseBlock(1, 1, new double[] {42})));
    Collections.reverse(stripes);
    assertArrayEquals(block.values(), Stripes.join(stripes).values());
    assertEquals(42, Stripes.energy(stripes));
  }

  @Test
  void blockSurvivesItsCoder() throws Exception {
    DenseBlock block = Matrices.block(3000, 7, 5);
    DenseBlock read = copy(block, new DenseBlock.Coder());
    assertEquals(3000, read.rows());
    assertArrayEquals(block.values(), read.values());
  }

  @Test
  void rowsSurviveTheirCoder() throws Exception {
    SparseRows rows = Matrices.chunks(Matrices.random(400, 90, 7), 400).get(0);
    SparseRows read = copy(rows, new SparseRows.Coder());
    assertEquals(400, read.size());
    for (int row = 0; row < 400; row++) {
      assertEquals(rows.sectionId(row), read.sectionId(row));
      assertEquals(rows.articleId(row), read.articleId(row));
      assertEquals(rows.end(row), read.end(row));
    }
    for (int i = 0; i < rows.end(399); i++) {
      assertEquals(rows.column(i), read.column(i));
      assertEquals(rows.value(i), read.value(i));
    }
    assertEquals(rows.energy(), read.energy());
  }

  @Test
  void sumLeavesItsInputsAlone() {
    SumBlocks sum = new SumBlocks();
    DenseBlock one = new DenseBlock(1, 2, new double[] {1, 2});
    DenseBlock two = new DenseBlock(1, 2, new double[] {10, 20});
    DenseBlock total = sum.addInput(sum.addInput(sum.createAccumulator(), one), two);
    assertArrayEquals(new double[] {11, 22}, total.values());
    assertArrayEquals(new double[] {1, 2}, one.values());
    DenseBlock merged = sum.mergeAccumulators(List.of(sum.createAccumulator(), total, one));
    assertArrayEquals(new double[] {12, 24}, merged.values());
  }

  @Test
  void refusesBlocksOfOtherShapes() {
    assertThrows(IllegalArgumentException.class, () -> new DenseBlock(2, 2, new double[3]));
    assertThrows(
        IllegalArgumentException.class, () -> DenseBlock.zeros(2, 2).add(DenseBlock.zeros(2, 3)));
  }

  private static <T> T copy(T value, Coder<T> coder) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coder.encode(value, out);
    return coder.decode(new ByteArrayInputStream(out.toByteArray()));
  }
}
