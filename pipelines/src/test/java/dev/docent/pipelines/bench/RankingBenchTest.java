package dev.docent.pipelines.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.bench.BenchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingBenchTest {
  @TempDir Path folder;

  @Test
  void comparesWhatWasMeasuredWithWhatWasExpected() throws IOException {
    BenchReport report = report("{bm25: 0.6, reranked: 0.7}", "{reranked: 0.65}");
    assertTrue(report.holds());
    String table = report.table();
    assertTrue(table.matches("(?s).*tiny: bm25 +0\\.600 +0\\.590 +OK.*"), table);
    assertTrue(table.matches("(?s).*tiny: lsa +0\\.300.*"), table);
    assertTrue(table.matches("(?s).*tiny: reranked +0\\.700 +0\\.700 +OK +0\\.650 +OK.*"), table);
    assertFalse(table.contains("FAIL"), table);
  }

  @Test
  void whatIsBelowOrMissingFails() throws IOException {
    assertFalse(report("{bm25: 0.62}", "{}").holds());
    assertFalse(report("{}", "{reranked: 0.71}").holds());
    assertFalse(report("{other: 0.5}", "{}").holds());
  }

  @Test
  void theProjectsOwnExpectationsCanBeRead() throws IOException {
    Path file = Path.of(System.getProperty("docent.root")).resolve("pipelines/ranking.yaml");
    ExpectedScores scores = ExpectedScores.read(file);
    assertEquals(0.72, scores.collections().get("vespa-dev").targets().get("reranked"));
  }

  @Test
  void badFilesAndNamesAreNamed() throws IOException {
    assertMessage(() -> ExpectedScores.read(folder.resolve("none.yaml")), "none.yaml");
    assertMessage(() -> expected("tolerance: 2\ncollections: {a: {}}"), "tolerance is 2.0");
    assertMessage(() -> expected("tolerance: 0.1"), "names no collections");
    assertMessage(() -> expected("tolerance: x\ncollections: {a: {}}"), "can't be read");
    assertMessage(() -> RankingBench.chosen("cisi, other", Set.of("cisi", "cran")), "'other'");
    assertEquals(Set.of("cisi"), RankingBench.chosen(" cisi ", Set.of("cisi", "cran")));
    assertEquals(Set.of("cisi", "cran"), RankingBench.chosen("", Set.of("cisi", "cran")));
  }

  private void assertMessage(org.junit.jupiter.api.function.Executable doing, String words) {
    String message = assertThrows(UserException.class, doing).getMessage();
    assertTrue(message.contains(words), message);
  }

  private ExpectedScores expected(String yaml) throws IOException {
    return ExpectedScores.read(Files.writeString(folder.resolve("expected.yaml"), yaml));
  }

  private BenchReport report(String expected, String targets) throws IOException {
    Path metrics =
        Files.writeString(
            folder.resolve("metrics.json"),
            """
            {"rankers": {"bm25": {"mrr@10": {"mean": 0.59}}, "lsa": {"mrr@10": {"mean": 0.3}},
             "reranked": {"mrr@10": {"mean": 0.7}}}}
            """);
    ExpectedScores scores =
        expected(
            """
            tolerance: 0.02
            collections:
              tiny: {maxQueries: 5, expected: %s, targets: %s}
            """
                .formatted(expected, targets));
    BenchReport report = new BenchReport("queries");
    List<BenchReport.Score> found =
        RankingBench.scores("tiny", metrics, scores.collections().get("tiny"), scores.tolerance());
    found.forEach(report::add);
    return report;
  }
}
