package dev.docent.pipelines.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Ratio;
import org.junit.jupiter.api.Test;

class SearchBenchTest {
  @Test
  void readsFiguresWithTheirBounds() {
    Ratio slow = SearchBench.ratio("{\"name\": \"start: 6 s\", \"ratio\": 1.2, \"atMost\": 1}");
    Ratio fast = SearchBench.ratio("{\"name\": \"searches\", \"ratio\": 0.95, \"atLeast\": 0.9}");
    assertFalse(slow.holds());
    assertTrue(fast.holds());
    BenchReport report = new BenchReport("searches");
    report.add(slow);
    report.add(fast);
    assertTrue(report.table().contains("start: 6 s"), report.table());
    assertTrue(report.table().contains("at least 0.9"), report.table());
    assertFalse(report.holds());
  }

  @Test
  void saysWhatIsNoFigure() {
    assertThrows(UserException.class, () -> SearchBench.ratio("Exception in thread"));
  }
}
