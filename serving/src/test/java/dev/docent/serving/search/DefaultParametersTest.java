package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default parameters must not rank worse than they did when they were chosen. */
class DefaultParametersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"vespa-dev, 0.680", "cran, 0.552", "cisi, 0.645", "squad, 0.845"})
  void defaultsReachTheMeasuredFigure(String collection, double least) throws IOException {
    Path data = Path.of(System.getProperty("docent.root", "."), "../shared/data/ir", collection);
    Assumptions.assumeTrue(Files.isDirectory(data), "no collection in " + data);
    JudgedQueries.index(data, folder);
    JudgedQueries judged = JudgedQueries.read(data);
    try (SectionIndex index = SectionIndex.open(folder)) {
      double mrr = mrr(judged, index, Bm25Parameters.DEFAULT);
      assertTrue(mrr >= mrr(judged, index, Bm25Parameters.DEFAULT.withoutProximity()) - 0.001);
      assertTrue(mrr >= least, collection + ": MRR@10 " + mrr);
    }
  }

  private static double mrr(JudgedQueries judged, SectionIndex index, Bm25Parameters parameters) {
    return judged.mrr(
        words -> {
          List<Candidate> found = index.search(words, 10, parameters);
          return found.stream().map(candidate -> candidate.section().id()).toList();
        });
  }
}
