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

  private final String thing;
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

  void note(String note) {
    notes.add(note);
  }

  /** Whether all ratios are within their targets. */
  boolean holds() {
    return ratios.stream().allMatch(Ratio::holds);
  }

  String table() {
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
    StringBuilder text = new StringBuilder(SummaryTable.layOut(rows));
    text.append(System.lineSeparator()).append(SummaryTable.layOut(compared));
    notes.forEach(note -> text.append("Note: ").append(note).append(System.lineSeparator()));
    return text.toString();
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
