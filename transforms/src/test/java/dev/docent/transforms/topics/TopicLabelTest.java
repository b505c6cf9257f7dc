package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.lsa.Weighting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicLabelTest {
  private static final int SECTIONS = 100;

  @Test
  void leavesOutATermThatNeverMeetsTheOthers() {
    // get, node, pod: 'get' is heavy, but stands in other sections.
    Lexicon lexicon = lexicon("get", "nodes", "Pods");
    DenseBlock pairs = pairs();
    meet(pairs, 0, 1, 20);
    String label = label(lexicon, new double[] {0.5, 0.6, 0.7}, pairs);
    assertEquals("Pods, nodes", label);
  }

  @Test
  void prefersTheTermThatIsTheTopicsOwn() {
    Lexicon lexicon = lexicon("a1", "every", "mine");
    DenseBlock pairs = pairs();
    meet(pairs, 0, 1, 20);
    // 'every' is the heaviest, but heavier still in the other topic.
    SingularVectors vectors =
        Matrices.vectors(
            new DenseBlock(3, 2, new double[] {0, 0.1, 0.7, 0.9, 0.6, 0}), new double[] {2, 1}, 10);
    assertEquals("mine, every", new TopicLabel(vectors, lexicon).of(0, pairs));
  }

  @Test
  void takesAnotherScriptOnlyWhereMostTermsAreOfIt() {
    DenseBlock pairs = pairs();
    meet(pairs, 0, 1, 20);
    meet(pairs, 0, 2, 20);
    meet(pairs, 1, 2, 20);
    Lexicon one = lexicon("cluster", "nodes", "\u96c6\u7fa4");
    assertEquals("nodes, cluster", label(one, new double[] {0.5, 0.6, 0.7}, pairs));
    Lexicon two = lexicon("cluster", "\u8282\u70b9", "\u96c6\u7fa4");
    assertEquals(
        "\u96c6\u7fa4, \u8282\u70b9, cluster", label(two, new double[] {0.5, 0.6, 0.7}, pairs));
  }

  private static String label(Lexicon lexicon, double[] weights, DenseBlock pairs) {
    SingularVectors vectors =
        Matrices.vectors(new DenseBlock(weights.length, 1, weights), new double[] {2}, 10);
    return new TopicLabel(vectors, lexicon).of(0, pairs);
  }

  /** A vocabulary of Latin script; the first of the given terms is far the most frequent. */
  private static Lexicon lexicon(String... surfaces) {
    List<Lexicon.Candidate> candidates = new ArrayList<>();
    for (String surface : surfaces) {
      long documents = candidates.isEmpty() ? 90 : 20;
      candidates.add(
          new Lexicon.Candidate(
              (char) ('a' + candidates.size()) + surface, surface, documents, documents, 0));
    }
    return Lexicon.of(candidates, SECTIONS, Weighting.SUBLINEAR_TF_IDF);
  }

  /** Each term, by its place from the heaviest on, in 20 sections of its own. */
  private static DenseBlock pairs() {
    DenseBlock pairs = DenseBlock.zeros(2, Coherence.TERMS * Coherence.TERMS);
    for (int place = 0; place < Coherence.TERMS; place++) {
      meet(pairs, place, place, 20);
    }
    return pairs;
  }

  private static void meet(DenseBlock pairs, int a, int b, double sections) {
    set(pairs, a, b, sections);
    set(pairs, b, a, sections);
  }

  private static void set(DenseBlock pairs, int a, int b, double sections) {
    pairs.values()[a * Coherence.TERMS + b] = sections;
  }
}
