package dev.docent.pipelines.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Ratio;
import dev.docent.records.bench.BenchReport.Work;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static BenchReport report(double value) {
    BenchReport report = new BenchReport("pages");
    report.add(new Work("parse", 100, 0.5, ""));
    report.add(new Ratio("parse / jsoup", value, 1.5, null));
    report.add(new Ratio("peer / parse", 30, null, 20.0));
    report.add(new Ratio("for the record", 1000, null, null));
    return report;
  }

  @Test
  void saysWhichTargetsAreMet() {
    assertTrue(report(1.5).holds());
    assertFalse(report(1.51).holds());
    String table = report(1.51).table();
    assertTrue(table.matches("(?s).*parse / jsoup +1\\.51 +at most 1\\.5 +FAIL.*"), table);
    assertTrue(table.matches("(?s).*peer / parse +30\\.00 +at least 20\\.0 +OK.*"), table);
    assertEquals(1, table.split("FAIL", -1).length - 1);
  }

  @Test
  void ratesAreByCpuSecond() {
    assertTrue(report(1).table().matches("(?s).*parse +100 +0\\.500 +5\\.000 +200.*"));
  }

  @Test
  void aLineThroughBothSizesGivesStartAndEach() {
    ParseStageBench.Figures figures =
        new ParseStageBench.Figures(1000, 12, 11_000, 32, 100, 0.5, 0.06, 0.05, "");
    assertEquals(0.002, figures.each(), 1e-12);
    assertEquals(10, figures.start(), 1e-9);
    assertEquals(60.5, figures.peer(1000), 1e-9);
  }
}
