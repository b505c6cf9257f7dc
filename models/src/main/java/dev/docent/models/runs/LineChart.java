package dev.docent.models.runs;

import dev.docent.records.html.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of lines as SVG, whose colours and dashes are classes of the page. */
final class LineChart {
  /** More points than this tell nothing at the size of the chart. */
  private static final int MAX_POINTS = 400;

  private static final int WIDTH = 460;
  private static final int HEIGHT = 260;
  private static final int LEFT = 52;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 34;
  private static final int TICKS = 4;

  private final String title;
  private final List<Line> lines = new ArrayList<>();

  /** A point of a line. */
  record Point(double x, double y) {}

  private record Line(String name, int style, List<Point> points) {}

  LineChart(String title) {
    this.title = title;
  }

  /**
   * Adds a line.
   *
   * @param style which of the page's styles it is drawn in, from 0 on
   */
  void add(String name, int style, List<Point> points) {
    if (!points.isEmpty()) {
      lines.add(new Line(name, style, thinned(points)));
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  String svg() {
    double maxX = 1;
    double minY = Double.POSITIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (Line line : lines) {
      for (Point point : line.points()) {
        maxX = Math.max(maxX, point.x());
        minY = Math.min(minY, point.y());
        maxY = Math.max(maxY, point.y());
      }
    }
    double margin = Math.max((maxY - minY) * 0.05, 1e-6);
    Frame frame = new Frame(maxX, minY - margin, maxY + margin);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, HtmlText.escape(title)));
    axes(out, frame);
    for (Line line : lines) {
      line(out, frame, line);
    }
    return out.append("</svg>\n").toString();
  }

  /** From values to places. */
  private record Frame(double maxX, double minY, double maxY) {
    double x(double value) {
      return LEFT + value / maxX * (WIDTH - LEFT - RIGHT);
    }

    double y(double value) {
      return HEIGHT - BOTTOM - (value - minY) / (maxY - minY) * (HEIGHT - TOP - BOTTOM);
    }
  }

  private static void axes(StringBuilder out, Frame frame) {
    for (int i = 0; i <= TICKS; i++) {
      double value = frame.minY() + (frame.maxY() - frame.minY()) * i / TICKS;
      double y = frame.y(value);
      out.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>%n",
              LEFT,
              WIDTH - RIGHT,
              y,
              y,
              LEFT - 6,
              y + 4,
              value));
      double step = frame.maxX() * i / TICKS;
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%.0f</text>%n",
              frame.x(step),
              HEIGHT - BOTTOM + 16,
              i == TICKS ? "end" : "middle",
              step));
    }
    out.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">step</text>%n"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4));
  }

  private static void line(StringBuilder out, Frame frame, Line line) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f,%.1f",
              path.isEmpty() ? "" : " ",
              frame.x(point.x()),
              frame.y(point.y())));
    }
    out.append(
        "<polyline class=\"run s%d\" points=\"%s\"><title>%s</title></polyline>%n"
            .formatted(line.style(), path, HtmlText.escape(line.name())));
    if (line.points().size() == 1) {
      Point only = line.points().get(0);
      out.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"run s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n",
              line.style(),
              frame.x(only.x()),
              frame.y(only.y())));
    }
  }

  private static List<Point> thinned(List<Point> points) {
    if (points.size() <= MAX_POINTS) {
      return List.copyOf(points);
    }
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < MAX_POINTS; i++) {
      some.add(points.get((int) ((long) i * (points.size() - 1) / (MAX_POINTS - 1))));
    }
    return some;
  }
}
