package dev.docent.models.training;

import dev.docent.records.progress.Progress;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows steps, the smoothed loss and the newest validation MRR while training. */
final class ProgressNotes implements Consumer<LogEntry> {
  private static final double SMOOTHING = 0.1;

  private final Progress progress;
  private double loss = Double.NaN;
  private double mrr = Double.NaN;

  ProgressNotes(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void accept(LogEntry entry) {
    Double stepLoss = entry.loss();
    if (stepLoss != null) {
      loss = Double.isNaN(loss) ? stepLoss : loss + SMOOTHING * (stepLoss - loss);
    }
    Double measured = entry.validationMrr();
    if (measured != null) {
      mrr = measured;
    }
    StringBuilder note = new StringBuilder();
    if (!Double.isNaN(loss)) {
      note.append(String.format(Locale.ROOT, "loss %.4f", loss));
    }
    if (!Double.isNaN(mrr)) {
      note.append(String.format(Locale.ROOT, "%sMRR %.4f", note.isEmpty() ? "" : ", ", mrr));
    }
    progress.note(note.toString());
    progress.stepTo(entry.step());
  }
}
