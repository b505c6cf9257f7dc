package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.lsa.Weighting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexiconTest {
  @Test
  void countsSectionsOnceAndKeepsTheCommonestForm() {
    TermCounter counter = new TermCounter();
    counter.add("Pods, pods, pods and a pod");
    counter.add("A Pod");
    TermStatistics pod = counter.terms().get("pod");
    assertEquals(2, pod.documents());
    assertEquals("pods", pod.commonestSurface());
    assertEquals(1, counter.size());
  }

  @Test
  void prefersTheLexicallyFirstOfEquallyCommonForms() {
    TermCounter counter = new TermCounter();
    counter.add("node Node");
    assertEquals("Node", counter.terms().get("node").commonestSurface());
  }

  @Test
  void statisticsMergeAndSurviveTheirCoder() throws Exception {
    TermCounter one = new TermCounter();
    one.add("pods pod");
    TermCounter two = new TermCounter();
    two.add("pod");
    TermStatistics sum = one.terms().get("pod");
    sum.add(two.terms().get("pod"));
    TermStatistics.Coder coder = new TermStatistics.Coder();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coder.encode(sum, out);
    TermStatistics read = coder.decode(new ByteArrayInputStream(out.toByteArray()));
    assertEquals(2, read.documents());
    assertEquals(3, read.occurrences());
    assertEquals(2 * Math.log(2), read.scatter(), 1e-6);
    assertEquals("pod", read.commonestSurface());
  }

  @Test
  void isInLexicalOrder() {
    Lexicon lexicon =
        Lexicon.of(
            List.of(
                new Lexicon.Candidate("pod", "pods", 3, 4, 0),
                new Lexicon.Candidate("node", "node", 2, 4, 0)),
            8,
            Weighting.TF);
    assertEquals("node", lexicon.term(0));
    assertEquals("pods", lexicon.surface(1));
    assertEquals(3, lexicon.documentFrequency(1));
    assertEquals(1, lexicon.tfIdf().column("pod"));
    assertEquals(1, lexicon.averageLength(), "8 occurrences in 8 sections");
  }

  @Test
  void boundsKeepAVocabularyForSmallSites() {
    assertEquals(4, Lexicon.maxDocuments(0.5, 2, 9));
    assertEquals(2, Lexicon.maxDocuments(0.5, 2, 3));
  }

  @Test
  void shapeFitsTheSite() {
    assertEquals(new SvdShape(5000, 9000, 100, 60), SvdShape.fit(100, 20, 5000, 9000));
    assertEquals(new SvdShape(400, 9000, 50, 35), SvdShape.fit(100, 20, 400, 9000));
    assertEquals(new SvdShape(5, 9000, 2, 5), SvdShape.fit(100, 20, 5, 9000));
    assertEquals(new SvdShape(5, 1, 1, 1), SvdShape.fit(100, 20, 5, 1));
    assertEquals(new SvdShape(5, 0, 0, 0), SvdShape.fit(100, 20, 5, 0));
  }
}
