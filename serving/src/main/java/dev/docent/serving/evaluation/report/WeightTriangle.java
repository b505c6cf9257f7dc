package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.verdict.WeightChoice;
import dev.docent.serving.ranking.RankingSettings;
import java.util.List;
import java.util.Locale;

/**
 * MRR@10 by the weights of BM25, model and sentence encoder, as a triangle in SVG: the fuller a
 * dot, the better. LSA's weight is the chosen one for all dots; what it leaves is shared out.
 */
final class WeightTriangle {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 120;
  private static final int SIDE = 400;
  private static final int TOP = 40;
  private static final double TALL = SIDE * Math.sqrt(3) / 2;
  private static final double LEAST_OPACITY = 0.06;

  private final List<WeightChoice.Point> points;
  private final WeightChoice choice;
  private final double whole;
  private final double low;
  private final double high;

  private WeightTriangle(WeightChoice choice) {
    this.choice = choice;
    double lsa = choice.chosen().getOrDefault(RankingSettings.LSA, 0.0);
    whole = 1 - lsa;
    points =
        choice.curve().stream().filter(point -> point.weight(RankingSettings.LSA) == lsa).toList();
    low = points.stream().mapToDouble(WeightChoice.Point::mrr).min().orElse(0);
    high = points.stream().mapToDouble(WeightChoice.Point::mrr).max().orElse(1);
  }

  /** The drawing. */
  static String svg(WeightChoice choice) {
    return new WeightTriangle(choice).draw();
  }

  private String draw() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"MRR@10 by the weights of BM25, model and sentence encoder, LSA's being %.1f, from %.3f to %.3f\">\n",
            WIDTH, HEIGHT, 1 - whole, low, high));
    svg.append(corner("BM25 alone", LEFT + SIDE / 2.0, TOP - 18, "middle"));
    svg.append(corner("model alone", LEFT - 14, TOP + TALL + 26, "middle"));
    svg.append(corner("encoder alone", LEFT + SIDE + 14, TOP + TALL + 26, "middle"));
    points.forEach(point -> svg.append(dot(point)));
    return svg.append("</svg>\n").toString();
  }

  private String dot(WeightChoice.Point point) {
    boolean chosen = point.weights().equals(choice.chosen());
    double share = high > low ? (point.mrr() - low) / (high - low) : 1;
    return text(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill-opacity=\"%.2f\"><title>BM25 %.1f, model %.1f, encoder %.1f, LSA %.1f: %.4f</title></circle>\n",
        chosen ? "point chosen" : "point",
        x(point),
        y(point),
        chosen ? 16 : 13,
        chosen ? 1 : LEAST_OPACITY + (1 - LEAST_OPACITY) * share,
        point.weight(RankingSettings.BM25),
        point.weight(RankingSettings.MODEL),
        point.weight(RankingSettings.ENCODER),
        point.weight(RankingSettings.LSA),
        point.mrr());
  }

  private double x(WeightChoice.Point point) {
    double right = point.weight(RankingSettings.ENCODER) + point.weight(RankingSettings.BM25) / 2;
    return LEFT + SIDE * share(right);
  }

  private double y(WeightChoice.Point point) {
    return TOP + TALL * (1 - share(point.weight(RankingSettings.BM25)));
  }

  /** Of what LSA leaves; where it leaves nothing there is one dot. */
  private double share(double weight) {
    return whole == 0 ? 0 : weight / whole;
  }

  private static String corner(String words, double x, double y, String anchor) {
    return text(
        "<text class=\"tick\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
        anchor, x, y, words);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
