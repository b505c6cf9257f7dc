package dev.docent.transforms.wikipedia.wikitext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.EntrySection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Judges the parser on thirty pages labelled by hand (see the README beside them): for each page
 * the F1 of its tokens, a token counted with the section in which it stands.
 */
class LabelledWikitextTest {
  private static final double TARGET = 0.97;

  @Test
  void findsWhatAReaderSees() throws Exception {
    List<Path> pages = pages();
    assertEquals(30, pages.size());
    double sum = 0;
    StringBuilder report = new StringBuilder();
    for (Path page : pages) {
      String[] parts = Files.readString(page).split("---8<---\n", 2);
      Map<String, Integer> expected = labelled(parts[1]);
      Map<String, Integer> actual = tokens(WikitextParser.parse(parts[0]).sections());
      double f1 = f1(expected, actual);
      sum += f1;
      report.append(
          String.format(
              Locale.ROOT, "%.3f %-24s%s%n", f1, page.getFileName(), difference(expected, actual)));
    }
    double mean = sum / pages.size();
    String summary =
        String.format(
            Locale.ROOT, "wikitext: mean token F1 %.4f over %d pages", mean, pages.size());
    System.out.print(report.append(summary).append('\n'));
    assertTrue(mean >= TARGET, report::toString);
  }

  @Test
  void countsATokenInAnotherSectionAsWrong() {
    Map<String, Integer> expected = labelled("@@\na b\n@@ One\nc d\n");
    assertEquals(1, f1(expected, labelled("@@\na b\n@@ One\nc d\n")), 1e-9);
    assertEquals(0.5, f1(expected, labelled("@@\na b\n@@ Two\nc d\n")), 1e-9);
    assertEquals(0, f1(expected, Map.of()), 1e-9);
  }

  private static List<Path> pages() throws Exception {
    Path folder =
        Path.of(
            LabelledWikitextTest.class
                .getResource("/dev/docent/transforms/wikipedia/labelled")
                .toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".page")).sorted().toList();
    }
  }

  private static Map<String, Integer> labelled(String labels) {
    List<EntrySection> sections = new ArrayList<>();
    for (String section : labels.split("(?m)^@@ ?")) {
      int end = section.indexOf('\n');
      if (end >= 0) {
        String path = section.substring(0, end);
        sections.add(
            new EntrySection(
                path.isEmpty() ? List.of() : List.of(path.split(" > ")),
                section.substring(end + 1)));
      }
    }
    return tokens(sections);
  }

  /** Words, numbers and single marks, each with its section's heading path; how often each. */
  private static Map<String, Integer> tokens(List<EntrySection> sections) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (EntrySection section : sections) {
      String path = String.join(" > ", section.getHeadingPath());
      BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
      words.setText(section.getText());
      int from = words.first();
      for (int to = words.next(); to != BreakIterator.DONE; from = to, to = words.next()) {
        String token = section.getText().substring(from, to).strip();
        if (!token.isEmpty()) {
          counts.merge(token + " @ " + path, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private static double f1(Map<String, Integer> expected, Map<String, Integer> actual) {
    long common = 0;
    for (Map.Entry<String, Integer> token : expected.entrySet()) {
      common += Math.min(token.getValue(), actual.getOrDefault(token.getKey(), 0));
    }
    return 2.0 * common / (size(expected) + size(actual));
  }

  private static long size(Map<String, Integer> tokens) {
    return tokens.values().stream().mapToLong(Integer::longValue).sum();
  }

  private static String difference(Map<String, Integer> expected, Map<String, Integer> actual) {
    return side(" missing ", expected, actual) + side(" surplus ", actual, expected);
  }

  private static String side(String name, Map<String, Integer> of, Map<String, Integer> other) {
    Map<String, Integer> rest = new HashMap<>(of);
    other.forEach((token, count) -> rest.computeIfPresent(token, (t, n) -> n - count));
    List<String> left =
        rest.entrySet().stream().filter(e -> e.getValue() > 0).map(Map.Entry::getKey).toList();
    return left.isEmpty() ? "" : name + left;
  }
}
