package dev.docent.records.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far long work has come: a bar on a terminal, a plain line now and then elsewhere. Safe
 * for use by several threads.
 */
public final class Progress implements AutoCloseable {
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private static volatile boolean besideOthers;

  private final String task;
  private final String unit;
  private final long total;
  private final PrintStream out;
  private final @Nullable ProgressBar bar;
  private final AtomicLong done = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private long lastLineNanos = startNanos;
  private volatile String note = "";

  private Progress(String task, String unit, long total, PrintStream out, boolean terminal) {
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.out = out;
    this.bar =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .build()
            : null;
  }

  /**
   * Starts to show a task on standard error.
   *
   * @param total how many units there are to do, -1 where that isn't known
   */
  public static Progress start(String task, String unit, long total) {
    boolean bar = System.console() != null && !besideOthers;
    return new Progress(task, unit, total, System.err, bar);
  }

  /** Says whether others print beside what is started from now on: a bar would be torn apart. */
  public static void besideOthers(boolean others) {
    besideOthers = others;
  }

  /** For tests: plain lines to a stream. */
  static Progress plain(String task, String unit, long total, PrintStream out) {
    return new Progress(task, unit, total, out, false);
  }

  public void step() {
    stepBy(1);
  }

  public void stepBy(long n) {
    stepTo(done.addAndGet(n));
  }

  public void stepTo(long n) {
    done.set(n);
    if (bar != null) {
      bar.stepTo(n);
    } else {
      lineIfDue();
    }
  }

  /** Something to read beside the numbers, such as {@code loss 0.412}. */
  public void note(String text) {
    note = text;
    if (bar != null) {
      bar.setExtraMessage(" " + text);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    } else {
      line("done");
    }
  }

  private synchronized void lineIfDue() {
    long now = System.nanoTime();
    if (now - lastLineNanos >= LINE_EVERY.toNanos()) {
      lastLineNanos = now;
      line("");
    }
  }

  private void line(String end) {
    double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    long n = done.get();
    double rate = n / seconds;
    StringBuilder text = new StringBuilder(task).append(": ").append(n);
    if (total >= 0) {
      text.append('/').append(total);
    }
    text.append(String.format(Locale.ROOT, " %s, %.1f/s, %.0f s", unit, rate, seconds));
    if (total > n && rate > 0 && end.isEmpty()) {
      text.append(String.format(Locale.ROOT, ", %.0f s left", (total - n) / rate));
    }
    if (!note.isEmpty()) {
      text.append(", ").append(note);
    }
    if (!end.isEmpty()) {
      text.append(", ").append(end);
    }
    out.println(text);
  }
}
