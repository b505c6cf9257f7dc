package dev.docent.records.lsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TfIdfTest {
  private final TfIdf tfIdf = new TfIdf(List.of("cluster", "node", "pod"), new float[] {1, 2, 3});

  @Test
  void weighsBySublinearFrequencyTimesIdf() {
    SparseVector row = tfIdf.weigh("pods on nodes, pod after pod");
    double node = 2;
    double pod = (1 + Math.log(3)) * 3;
    double length = Math.sqrt(node * node + pod * pod);
    assertArrayEquals(new int[] {1, 2}, row.indices());
    assertEquals(node / length, row.values()[0], 1e-6);
    assertEquals(pod / length, row.values()[1], 1e-6);
  }

  @Test
  void isEmptyWhereNoTermIsKnown() {
    assertTrue(tfIdf.weigh("quantum physics").isEmpty());
  }

  @Test
  void idfFallsWithFrequencyAndStaysAboveZero() {
    assertEquals(Math.log(11), TfIdf.idf(1, 10), 1e-6);
    assertTrue(TfIdf.idf(2, 10) < TfIdf.idf(1, 10));
    assertTrue(TfIdf.idf(10, 10) > 0);
  }

  @Test
  void refusesAFrequencyAboveTheDocuments() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> TfIdf.idf(11, 10));
    assertEquals("illegal document frequency: 11, must be between 1 and 10", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> TfIdf.idf(0, 10));
  }

  @Test
  void refusesATermTwiceAndUnequalLengths() {
    assertThrows(
        IllegalArgumentException.class, () -> new TfIdf(List.of("a", "a"), new float[] {1, 1}));
    assertThrows(IllegalArgumentException.class, () -> new TfIdf(List.of("a"), new float[0]));
  }

  @Test
  void knowsColumnsByTerm() {
    assertEquals(2, tfIdf.column("pod"));
    assertEquals(-1, tfIdf.column("pods"));
    assertEquals(3, tfIdf.terms());
  }
}
