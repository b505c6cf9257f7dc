package dev.docent.transforms.dataset.statistics;

import java.util.Arrays;
import java.util.Locale;

/** A histogram of whole numbers as inline SVG. */
final class Histogram {
  private static final int BARS = 24;
  private static final int WIDTH = 560;
  private static final int HEIGHT = 150;
  private static final int FOOT = 22;

  private Histogram() {}

  /**
   * Draws the distribution of values.
   *
   * @param unit what is counted, for the tooltips and for screen readers
   */
  static String svg(int[] values, String unit) {
    if (values.length == 0) {
      return "<p>nothing to show</p>";
    }
    int max = Arrays.stream(values).max().orElse(0);
    int step = Math.max(1, (max + BARS) / BARS);
    int[] counts = new int[max / step + 1];
    for (int value : values) {
      counts[value / step]++;
    }
    int most = Arrays.stream(counts).max().orElse(1);
    double width = (double) WIDTH / counts.length;
    int[] sorted = Arrays.stream(values).sorted().toArray();
    int median = sorted[sorted.length / 2];
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg viewBox='0 0 %d %d' role='img' aria-label='%s: median %d, greatest %d'>",
            WIDTH, HEIGHT + FOOT, unit, median, max));
    for (int i = 0; i < counts.length; i++) {
      double height = (double) HEIGHT * counts[i] / most;
      svg.append(
          format(
              "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2'><title>%d to %d %s: %d</title></rect>",
              i * width + 1,
              HEIGHT - height,
              Math.max(1, width - 2),
              height,
              i * step,
              (i + 1) * step - 1,
              unit,
              counts[i]));
    }
    double at = Math.min(WIDTH - 1, (median + 0.5) / step * width);
    svg.append(format("<line x1='%.1f' x2='%.1f' y1='0' y2='%d' class='median'/>", at, at, HEIGHT));
    svg.append(format("<text x='0' y='%d'>0</text>", HEIGHT + 16));
    svg.append(
        format(
            "<text x='%d' y='%d' text-anchor='end'>%d %s; median %d</text></svg>",
            WIDTH, HEIGHT + 16, max, unit, median));
    return svg.toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
