package dev.docent.pipelines.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docent.records.cli.SummaryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a benchmark measured: work by CPU time, and ratios with their targets. */
final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Some work.
   *
   * @param things how many pieces were worked on
   * @param cpuSeconds CPU time of all of them; NaN where it could not be measured
   */
  record Work(String name, long things, double cpuSeconds, String note) {
    double perSecond() {
      return things / cpuSeconds;
    }
  }

  /** A ratio and the bound it must keep, null for none. */
  record Ratio(String name, double value, @Nullable Double atMost, @Nullable Double atLeast) {
    boolean holds() {
      return (atMost == null || value <= atMost) && (atLeast == null || value >= atLeast);
    }

    private String target() {
      return atMost != null ? "at most " + atMost : atLeast != null ? "at least " + atLeast : "";
    }
  }

  /**
   * A score, the one that was measured before, and the one that is aimed at.
   *
   * @param tolerance how far below the expected one it may be
   */
  record Score(
      String name,
      double actual,
      @Nullable Double expected,
      double tolerance,
      @Nullable Double target) {
    boolean asExpected() {
      return expected == null || actual >= expected - tolerance;
    }

    boolean onTarget() {
      return target == null || actual >= target;
    }
  }

  private final String thing;
  private final List<Score> scores = new ArrayList<>();
  private final List<Work> work = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param thing what is worked on, in the plural, such as pages
   */
  BenchReport(String thing) {
    this.thing = thing;
  }

  void add(Work done) {
    work.add(done);
  }

  void add(Ratio ratio) {
    ratios.add(ratio);
  }

  void add(Score score) {
    scores.add(score);
  }

  void note(String note) {
    notes.add(note);
  }

  /** Whether all ratios are within their targets, and all scores as expected and on target. */
  boolean holds() {
    return ratios.stream().allMatch(Ratio::holds)
        && scores.stream().allMatch(score -> score.asExpected() && score.onTarget());
  }

  String table() {
    StringBuilder text = new StringBuilder();
    if (!work.isEmpty()) {
      text.append(workTable());
    }
    if (!ratios.isEmpty()) {
      text.append(System.lineSeparator()).append(ratioTable());
    }
    if (!scores.isEmpty()) {
      text.append(scoreTable());
    }
    notes.forEach(note -> text.append("Note: ").append(note).append(System.lineSeparator()));
    return text.toString();
  }

  private String scoreTable() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("score", "expected", "actual", "", "target", ""));
    for (Score score : scores) {
      Double expected = score.expected();
      Double target = score.target();
      rows.add(
          List.of(
              score.name(),
              expected == null ? "" : number("%.3f", expected),
              number("%.3f", score.actual()),
              expected == null ? "" : score.asExpected() ? "OK" : "FAIL",
              target == null ? "" : number("%.3f", target),
              target == null ? "" : score.onTarget() ? "OK" : "FAIL"));
    }
    return SummaryTable.layOut(rows);
  }

  private String workTable() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("work", thing, "CPU s", "CPU ms each", thing + " a CPU s", ""));
    for (Work each : work) {
      rows.add(
          List.of(
              each.name(),
              Long.toString(each.things()),
              number("%.3f", each.cpuSeconds()),
              number("%.3f", 1000 * each.cpuSeconds() / each.things()),
              number("%.0f", each.perSecond()),
              each.note()));
    }
    return SummaryTable.layOut(rows);
  }

  private String ratioTable() {
    List<List<String>> compared = new ArrayList<>();
    compared.add(List.of("ratio", "value", "target", ""));
    for (Ratio ratio : ratios) {
      compared.add(
          List.of(
              ratio.name(),
              number("%.2f", ratio.value()),
              ratio.target(),
              ratio.target().isEmpty() ? "" : ratio.holds() ? "OK" : "FAIL"));
    }
    return SummaryTable.layOut(compared);
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode done = root.putArray("work");
    for (Work each : work) {
      ObjectNode node = done.addObject().put("name", each.name()).put(thing, each.things());
      if (!Double.isNaN(each.cpuSeconds())) {
        node.put("cpuSeconds", each.cpuSeconds()).put("perCpuSecond", each.perSecond());
      }
      node.put("note", each.note());
    }
    ArrayNode compared = root.putArray("ratios");
    for (Ratio ratio : ratios) {
      ObjectNode node = compared.addObject().put("name", ratio.name()).put("value", ratio.value());
      if (ratio.atMost() != null) {
        node.put("atMost", ratio.atMost());
      }
      if (ratio.atLeast() != null) {
        node.put("atLeast", ratio.atLeast());
      }
      node.put("holds", ratio.holds());
    }
    if (!scores.isEmpty()) {
      ArrayNode scored = root.putArray("scores");
      for (Score score : scores) {
        ObjectNode node =
            scored.addObject().put("name", score.name()).put("actual", score.actual());
        if (score.expected() != null) {
          node.put("expected", score.expected()).put("asExpected", score.asExpected());
        }
        if (score.target() != null) {
          node.put("target", score.target()).put("onTarget", score.onTarget());
        }
      }
    }
    ArrayNode told = root.putArray("notes");
    notes.forEach(told::add);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? "-"
        : String.format(Locale.ROOT, format, value);
  }
}
