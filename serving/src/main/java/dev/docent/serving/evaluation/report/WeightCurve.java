package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.verdict.WeightChoice;
import dev.docent.serving.ranking.RankingSettings;
import java.util.List;
import java.util.Locale;

/** MRR@10 by the model's weight, as a line in SVG. */
final class WeightCurve {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 260;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 44;

  private final List<WeightChoice.Point> points;
  private final double chosen;
  private final double low;
  private final double high;

  private WeightCurve(WeightChoice choice) {
    points = choice.curve();
    chosen = choice.chosen().getOrDefault(RankingSettings.MODEL, 0.0);
    double least = points.stream().mapToDouble(WeightChoice.Point::mrr).min().orElse(0);
    double most = points.stream().mapToDouble(WeightChoice.Point::mrr).max().orElse(1);
    double room = Math.max(0.01, 0.1 * (most - least));
    low = Math.max(0, least - room);
    high = Math.min(1, most + room) > low ? Math.min(1, most + room) : low + 0.01;
  }

  /** The drawing; empty where no weights were tried. */
  static String svg(WeightChoice choice) {
    return choice.curve().isEmpty() ? "" : new WeightCurve(choice).draw();
  }

  private String draw() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"MRR@10 by the model's weight; %.1f was chosen\">\n",
            WIDTH, HEIGHT, chosen));
    for (int i = 0; i <= 4; i++) {
      double value = low + (high - low) * i / 4;
      svg.append(
          text(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT, WIDTH - RIGHT, y(value), y(value)));
      svg.append(
          text(
              "<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%.3f</text>\n",
              LEFT - 8, y(value) + 4, value));
    }
    StringBuilder line = new StringBuilder();
    for (WeightChoice.Point point : points) {
      line.append(text("%.1f,%.1f ", x(point.weight(RankingSettings.MODEL)), y(point.mrr())));
      svg.append(
          text(
              "<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%.1f</text>\n",
              x(point.weight(RankingSettings.MODEL)),
              HEIGHT - BOTTOM + 18,
              point.weight(RankingSettings.MODEL)));
    }
    svg.append("<polyline class=\"curve\" points=\"").append(line.toString().strip());
    svg.append("\"/>\n");
    for (WeightChoice.Point point : points) {
      boolean isChosen = point.weight(RankingSettings.MODEL) == chosen;
      svg.append(
          text(
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"><title>weight %.1f: %.4f</title></circle>\n",
              isChosen ? "point chosen" : "point",
              x(point.weight(RankingSettings.MODEL)),
              y(point.mrr()),
              isChosen ? 7 : 4,
              point.weight(RankingSettings.MODEL),
              point.mrr()));
    }
    svg.append(
        text(
            "<text class=\"tick\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">weight of the model (0: BM25 alone, 1: the model alone)</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6));
    return svg.append("</svg>\n").toString();
  }

  private static double x(double weight) {
    return LEFT + weight * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
