package dev.docent.models.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a training: the loss, also smoothed, and the validation MRR on an axis of its own. */
final class TrainingPlot {
  /** Weight of the newest loss in the moving average. */
  private static final double SMOOTHING = 0.1;

  private static final Color FAINT = new Color(0x1f, 0x5f, 0xa8, 70);
  private static final Color BLUE = new Color(0x1f, 0x5f, 0xa8);
  private static final Color ORANGE = new Color(0xd9, 0x6b, 0x00);

  private TrainingPlot() {}

  /** Writes a PNG; needs at least one step in the log. */
  static void write(List<LogEntry> log, Path png) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(520)
            .title("Training")
            .xAxisTitle("step")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    addLoss(chart, log);
    addMrr(chart, log);
    BitmapEncoder.saveBitmap(chart, png.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static void addLoss(XYChart chart, List<LogEntry> log) {
    List<Double> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> smoothed = new ArrayList<>();
    for (LogEntry entry : log) {
      Double loss = entry.loss();
      if (loss != null) {
        double before = smoothed.isEmpty() ? loss : smoothed.get(smoothed.size() - 1);
        steps.add((double) entry.step());
        losses.add(loss);
        smoothed.add(before + SMOOTHING * (loss - before));
      }
    }
    style(chart.addSeries("loss of a step", steps, losses), FAINT, 1);
    style(chart.addSeries("loss, smoothed", steps, smoothed), BLUE, 2);
  }

  private static void addMrr(XYChart chart, List<LogEntry> log) {
    List<Double> steps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (LogEntry entry : log) {
      Double mrr = entry.validationMrr();
      if (mrr != null) {
        steps.add((double) entry.step());
        values.add(mrr);
      }
    }
    if (!steps.isEmpty()) {
      XYSeries series = chart.addSeries("validation MRR", steps, values);
      series.setYAxisGroup(1);
      style(series, ORANGE, 2);
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(ORANGE);
      chart.setYAxisGroupTitle(1, "validation MRR");
      chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    }
  }

  private static void style(XYSeries series, Color color, float width) {
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width));
  }
}
