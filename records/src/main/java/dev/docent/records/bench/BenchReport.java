package dev.docent.records.bench;

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
public final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Some work.
   *
   * @param things how many pieces were worked on
   * @param seconds by the report's clock, of all of them; NaN where it could not be measured
   */
  public record Work(String name, long things, double seconds, String note) {
    public double perSecond() {
      return things / seconds;
    }
  }

  /** A ratio and the bound it must keep, null for none. */
  public record Ratio(
      String name, double value, @Nullable Double atMost, @Nullable Double atLeast) {
    public boolean holds() {
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
  public record Score(
      String name,
      double actual,
      @Nullable Double expected,
      double tolerance,
      @Nullable Double target) {
    public boolean asExpected() {
      return expected == null || actual >= expected - tolerance;
    }

    public boolean onTarget() {
      return target == null || actual >= target;
    }
  }

  private final String thing;
  private final Clock clock;
  private final List<Score> scores = new ArrayList<>();
  private final List<Work> work = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** How work is timed. */
  public enum Clock {
    CPU("CPU ", "cpuSeconds", "perCpuSecond"),
    WALL("", "seconds", "perSecond");

    private final String prefix;
    private final String seconds;
    private final String rate;

    Clock(String prefix, String seconds, String rate) {
      this.prefix = prefix;
      this.seconds = seconds;
      this.rate = rate;
    }
  }

  /**
   * A report of CPU time.
   *
   * @param thing what is worked on, in the plural, such as pages
   */
  public BenchReport(String thing) {
    this(thing, Clock.CPU);
  }

  /**
   * @param thing what is worked on, in the plural, such as pages
   */
  public BenchReport(String thing, Clock clock) {
    this.thing = thing;
    this.clock = clock;
  }

  public void add(Work done) {
    work.add(done);
  }

  public void add(Ratio ratio) {
    ratios.add(ratio);
  }

  public void add(Score score) {
    scores.add(score);
  }

  public void note(String note) {
    notes.add(note);
  }

  /** Whether all ratios are within their targets, and all scores as expected and on target. */
  public boolean holds() {
    return ratios.stream().allMatch(Ratio::holds)
        && scores.stream().allMatch(score -> score.asExpected() && score.onTarget());
  }

  public String table() {
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
    rows.add(
        List.of(
            "work",
            thing,
            clock.prefix + "s",
            clock.prefix + "ms each",
            thing + " a " + clock.prefix + "s",
            ""));
    for (Work each : work) {
      rows.add(
          List.of(
              each.name(),
              Long.toString(each.things()),
              number("%.3f", each.seconds()),
              number("%.3f", 1000 * each.seconds() / each.things()),
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

  public String json() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode done = root.putArray("work");
    for (Work each : work) {
      ObjectNode node = done.addObject().put("name", each.name()).put(thing, each.things());
      if (!Double.isNaN(each.seconds())) {
        node.put(clock.seconds, each.seconds()).put(clock.rate, each.perSecond());
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
