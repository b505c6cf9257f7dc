package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.TermWeight;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExemplarsTest {
  private static final SingularVectors FIRST_TERMS =
      Matrices.vectors(
          new DenseBlock(4, 2, new double[] {1, 0, 0, 1, 0, 0, 0, 0}), new double[] {2, 1}, 9);

  @Test
  void tellsOneTextRepeatedFromManyTexts() {
    double[][] same = new double[12][];
    double[][] other = new double[12][];
    for (int r = 0; r < 12; r++) {
      same[r] = new double[] {0.8, 0, 0.6, 0};
      other[r] = new double[] {0.6, 0, r % 2 == 0 ? 0.8 : 0, r % 2 == 0 ? 0 : 0.8};
    }
    assertEquals(1, Exemplar.sameness(pick(same)), 1e-6);
    // Of 66 pairs 30 are of one kind, cosine 1; the others .36.
    assertEquals((30 + 36 * 0.36) / 66, Exemplar.sameness(pick(other)), 1e-6);
  }

  @Test
  void fewSectionsTellNothing() {
    assertEquals(0, Exemplar.sameness(pick(new double[][] {{1, 0, 0, 0}, {1, 0, 0, 0}})));
  }

  @Test
  void keepsTheMostTypicalWhateverTheOrder() {
    double[][] rows = Matrices.random(200, 4, 3);
    List<SparseRows> chunks = Matrices.chunks(rows, 7);
    Exemplars one = new Exemplars(FIRST_TERMS);
    chunks.forEach(one::add);
    Collections.shuffle(chunks, new Random(2));
    Exemplars two = new Exemplars(FIRST_TERMS);
    chunks.forEach(two::add);
    List<String> expected = one.of(0).stream().map(Exemplar::sectionId).toList();
    assertEquals(Exemplar.PER_TOPIC, expected.size());
    assertEquals(expected, two.of(0).stream().map(Exemplar::sectionId).toList());
    assertTrue(one.of(0).get(0).load() >= one.of(0).get(19).load());
  }

  @Test
  void filtersWithAReason() {
    List<TermWeight> terms = List.of(new TermWeight("pod", "pod", 1.0));
    assertNull(TopicFilter.reason(0.7, terms, 0.7));
    assertEquals("one-text-repeated", TopicFilter.reason(0.71, terms, 0.7));
    assertEquals("no-terms", TopicFilter.reason(0.1, List.of(), 0.7));
  }

  private static List<Exemplar> pick(double[][] rows) {
    Exemplars exemplars = new Exemplars(FIRST_TERMS);
    exemplars.add(Matrices.chunks(rows, rows.length).get(0));
    return exemplars.of(0);
  }
}
