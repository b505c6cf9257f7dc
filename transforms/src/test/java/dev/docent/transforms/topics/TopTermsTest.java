package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.TermWeight;
import dev.docent.records.lsa.Weighting;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopTermsTest {
  private final Lexicon lexicon =
      Lexicon.of(
          List.of(
              new Lexicon.Candidate("pod", "Pods", 3, 3, 0),
              new Lexicon.Candidate("alert", "alerts", 2, 2, 0),
              new Lexicon.Candidate("node", "nodes", 4, 4, 0),
              new Lexicon.Candidate("zone", "zone", 2, 2, 0)),
          10,
          Weighting.SUBLINEAR_TF_IDF);
  // alert, node, pod, zone
  private final SingularVectors vectors =
      Matrices.vectors(
          new DenseBlock(4, 1, new double[] {-0.5, 0.6, 0.9, 0.001}), new double[] {2}, 10);

  @Test
  void listsTermsOfEachSignHeaviestFirstWithoutFaintOnes() {
    assertEquals(
        List.of("Pods", "nodes"),
        TopTerms.ofSign(vectors, lexicon, 0, 1, 10).stream().map(TermWeight::getSurface).toList());
    List<TermWeight> negative = TopTerms.ofSign(vectors, lexicon, 0, -1, 10);
    assertEquals(List.of("alert"), negative.stream().map(TermWeight::getTerm).toList());
    assertEquals(-0.5, negative.get(0).getWeight(), 1e-6);
  }

  @Test
  void keepsNoMoreThanAskedFor() {
    assertEquals(1, TopTerms.ofSign(vectors, lexicon, 0, 1, 1).size());
  }

  @Test
  void prefersTheLowerColumnOfEquals() {
    assertArrayEquals(new int[] {1, 3}, TopTerms.heaviest(5, c -> c % 2, 2));
  }

  @Test
  void labelsWithFourDifferentWords() {
    List<TermWeight> terms =
        List.of(
            new TermWeight("a", "Pods", 1.0),
            new TermWeight("b", "pods", 0.9),
            new TermWeight("c", "nodes", 0.8),
            new TermWeight("d", "kubelet", 0.7),
            new TermWeight("e", "taints", 0.6),
            new TermWeight("f", "quota", 0.5));
    assertEquals("Pods, nodes, kubelet, taints", TopTerms.label(terms));
  }

  @Test
  void labelsTakeSingleCharactersOnlyWhereThereIsNothingElse() {
    TermWeight x = new TermWeight("x", "x", 0.9);
    assertEquals("pods", TopTerms.label(List.of(x, new TermWeight("pod", "pods", 0.5))));
    assertEquals("x", TopTerms.label(List.of(x)));
  }
}
