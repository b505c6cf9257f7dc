package dev.docent.transforms.topics;

import dev.docent.records.Topic;
import java.util.List;
import java.util.Locale;

/** The singular values by rank as an inline SVG: where it flattens, topics fade into noise. */
final class ScreePlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 240;
  private static final int LEFT = 52;
  private static final int RIGHT = 12;
  private static final int TOP = 14;
  private static final int BOTTOM = 40;
  private static final int GRID_LINES = 4;

  private ScreePlot() {}

  /**
   * Draws the plot.
   *
   * @param topics by falling singular value, one at least
   */
  static String svg(List<Topic> topics) {
    double greatest = Math.max(topics.get(0).getSingularValue(), Double.MIN_NORMAL);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"scree\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"scree-title\">"
            .formatted(WIDTH, HEIGHT));
    svg.append(
        format(
            "<title id=\"scree-title\">Singular values of %d topics, falling from %.2f to %.2f</title>",
            topics.size(), greatest, topics.get(topics.size() - 1).getSingularValue()));
    for (int line = 0; line <= GRID_LINES; line++) {
      double value = greatest * line / GRID_LINES;
      double y = y(value, greatest);
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
              LEFT, WIDTH - RIGHT, y, y, LEFT - 8, y + 4, value));
    }
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    int step = Math.max(1, (int) Math.ceil(topics.size() / 10.0));
    for (int i = 0; i < topics.size(); i++) {
      double x = x(i, topics.size());
      double y = y(topics.get(i).getSingularValue(), greatest);
      points.append(format("%.1f,%.1f ", x, y));
      dots.append(
          format(
              "<a href=\"#topic-%d\" aria-label=\"Topic %d\"><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>Topic %d: %.3f</title></circle></a>",
              topics.get(i).getId(),
              topics.get(i).getId(),
              x,
              y,
              topics.get(i).getId(),
              topics.get(i).getSingularValue()));
      if (i % step == 0) {
        dots.append(
            format(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
                x, HEIGHT - BOTTOM + 18, topics.get(i).getId()));
      }
    }
    svg.append("<polyline points=\"").append(points.toString().strip()).append("\"/>");
    svg.append(dots);
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">topic</text></svg>"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4));
    return svg.toString();
  }

  private static double x(int i, int n) {
    double width = WIDTH - LEFT - RIGHT - 16.0;
    return LEFT + 8 + (n == 1 ? width / 2 : width * i / (n - 1));
  }

  private static double y(double value, double greatest) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / greatest;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
